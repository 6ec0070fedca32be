"""What a public page costs: at most twenty queries without any cache, whatever the size of the portal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtailmedia.models import get_media_model

from home.demonstration.filling import fill
from home.models import ArticlePage
from tests.factories.articles import a_public
from tests.factories.portal import Portal, a_portal

pytestmark = pytest.mark.django_db

MOST = 20


def cost(url: str) -> int:
    """The queries of one anonymous visit, after a first one that may make renditions."""
    client = Client()
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    return len(queries.captured_queries)


def addresses(portal: Portal) -> Iterator[str]:
    """One address of each type of page."""
    section, unit = portal.news.url, portal.office.page.url
    article = ArticlePage.objects.published().filter(unit=portal.office).first()
    yield from ("/", section, f"{section}?page=3", f"{section}rss/", unit, f"{unit}rss/", article.url)
    yield f"{unit}{article.published_at:%Y/%m}/"
    yield portal.office.page.get_parent().url
    yield from ("/rss/", "/tim-kiem/?q=sinh+hoat", "/tim-kiem/?q=chi+bộ+học+tập+và+làm+theo+gương+Bác")


@pytest.mark.clause("ND-5.5b")
def test_pages_cost_the_same_however_many_articles_there_are():
    portal = a_portal()
    for _ in fill(600, seed=1):
        pass
    urls = list(addresses(portal))
    small = {url: cost(url) for url in urls}
    for _ in fill(1200, seed=2):
        pass
    large = {url: cost(url) for url in urls}
    assert small == large
    assert max(large.values()) <= MOST, large


def test_an_article_with_everything_in_it_stays_within_the_limit():
    portal = a_portal()
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    images = [get_image_model().objects.create(title=f"Ảnh {n}", file=get_test_image_file()) for n in range(5)]
    document = get_document_model().objects.create(title="Mẫu", file=get_test_image_file())
    film = get_media_model().objects.create(title="Phim", type="video", duration=1, file=get_test_image_file())
    others = [
        a_public(portal.office, author, approver, sections=[portal.news], lead_image=image, lead_image_alt="Ảnh")
        for image in images[:3]
    ]
    picture = [{"image": image, "alt_text": "Ảnh", "caption": "Chú thích", "credit": "Tác giả"} for image in images]
    body = [
        ("paragraph", "<p>Đoạn văn.</p>"),
        ("image", picture[0]),
        ("image", picture[1]),
        ("gallery", picture[2:]),
        ("document", {"document": document, "title": ""}),
        ("video", {"video": film, "caption": "", "transcript": ""}),
        *(("article", {"page": other}) for other in others),
    ]
    rich = a_public(
        portal.office, author, approver, sections=[portal.news], body=body, lead_image=images[0], lead_image_alt="Ảnh"
    )
    assert cost(rich.url) <= MOST
