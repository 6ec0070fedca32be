"""What readers see of an arranged section: nothing of what is hidden, and first what is pinned."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from home.arranging import actions
from home.demonstration.filling import fill
from home.models import Placement
from tests.factories.articles import a_public
from tests.factories.portal import Portal, a_portal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.1a")]

MARK = "Tin phải ẩn"


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def board(portal: Portal) -> Any:
    return portal.member("board", portal.office)


def published(portal: Portal, *titles: str, sections: list[Any] | None = None) -> list[Placement]:
    author, approver = portal.member("contributor", portal.city), portal.member("board", portal.city)
    found = []
    for title in titles:
        article = a_public(portal.city, author, approver, title=title, sections=sections or [portal.office_work])
        found.append(Placement.objects.get(article=article, section=portal.office_work))
    return found


def text_of(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def lists_of(section: Any, placement: Placement) -> dict[str, str]:
    """The section's page, archive and feed."""
    archive = f"{section.url}{placement.published_month:%Y/%m}/"
    return {url: text_of(url) for url in (section.url, archive, f"{section.url}rss/")}


def home_blocks(name: str) -> list[Any]:
    """What the front page's block of the section shows."""
    blocks = Client().get("/").context["sections"]
    return next(block["articles"] for block in blocks if block["page"].code == name)


def test_what_is_hidden_leaves_no_trace_in_the_section_and_stays_on_its_own_page(portal, board):
    hidden, _shown, beside = published(portal, MARK, "Tin khác", "Tin thứ ba")
    faces = lists_of(portal.office_work, hidden)
    assert [url for url, text in faces.items() if MARK not in text] == []
    assert hidden.article_id in [article.pk for article in home_blocks("cong-tac-van-phong")]
    actions.hide(hidden, board)
    faces = lists_of(portal.office_work, hidden)
    assert [url for url, text in faces.items() if MARK in text] == []
    assert hidden.article_id not in [article.pk for article in home_blocks("cong-tac-van-phong")]
    assert [month.count for month in portal.office_work.listing().months()] == [2]
    # Nor is it offered for further reading beside what stands in the section.
    assert MARK not in text_of(beside.article.url)
    assert MARK in text_of(hidden.article.url)
    assert MARK in text_of(portal.city.page.url)
    assert hidden.article.url in text_of("/sitemap-trang.xml")
    assert hidden.article.url in text_of(f"/tim-kiem/?q={MARK}")


def test_an_archive_lists_an_article_of_two_sections_once(portal, board):
    (placement,) = published(portal, "Tin hai chuyên mục", sections=[portal.office_work, portal.news])
    archive = f"{portal.office_work.url}{placement.published_month:%Y/%m}/"
    assert text_of(archive).count("Tin hai chuyên mục</a>") == 1
    actions.hide(placement, board)
    assert "Tin hai chuyên mục" not in text_of(archive)
    assert "Tin hai chuyên mục" in text_of(f"{portal.news.url}{placement.published_month:%Y/%m}/")


def test_what_is_pinned_comes_first_everywhere_and_says_so_in_words(portal, board):
    old, new = published(portal, "Tin cũ", "Tin mới")
    actions.pin(old, board)
    for text in lists_of(portal.office_work, old).values():
        assert text.index("Tin cũ") < text.index("Tin mới")
    page, word = text_of(portal.office_work.url), f">{gettext('Pinned')}</span>"
    assert page.count(word) == 1
    assert page.index("Tin cũ") < page.index(word) < page.index("Tin mới")
    shown = home_blocks("cong-tac-van-phong")
    assert [(article.pk, article.pinned) for article in shown] == [(old.article_id, True), (new.article_id, False)]
    # It is pinned in this section, not in its unit.
    assert word not in text_of(portal.city.page.url)


def test_a_block_was_renewed_when_its_newest_article_came_however_old_the_pinned_one(portal, board):
    old, new = published(portal, "Tin cũ", "Tin mới")
    actions.pin(old, board)
    blocks = Client().get("/").context["sections"]
    assert next(b["renewed"] for b in blocks if b["page"] == portal.office_work) == new.published_at


def cost(url: str) -> int:
    client = Client()
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries.captured_queries)


@pytest.mark.clause("ND-5.5b")
def test_an_arranged_section_costs_readers_no_more_queries(portal):
    for _ in fill(120, seed=3):
        pass
    superuser = portal.member("office", is_superuser=True)
    first = Placement.objects.filter(section=portal.news).in_order().first()
    archive = f"{portal.news.url}{first.published_month:%Y/%m}/"
    urls = ["/", portal.news.url, f"{portal.news.url}?page=2", archive, f"{portal.news.url}rss/", first.article.url]
    before = {url: cost(url) for url in urls}
    placements = list(Placement.objects.filter(section=portal.news).in_order()[5:12])
    for placement in placements[:4]:
        actions.pin(placement, superuser)
    for placement in placements[4:]:
        actions.hide(placement, superuser)
    assert {url: cost(url) for url in urls} == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases choose a plan by what is in the table")
def test_the_first_of_a_section_are_found_by_index_alone(portal):
    everything = Placement.objects.filter(section=portal.news).in_order().values("article")
    for placements in (everything, everything.shown()):
        plan = placements[:20].explain()
        assert "placement_first" in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases choose a plan by what is in the table")
def test_months_are_counted_by_index_alone(portal):
    with CaptureQueriesContext(connection) as queries:
        portal.news.listing().months()
    sql = queries.captured_queries[-1]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = str(cursor.fetchall())
    assert "COVERING INDEX placement_month" in plan
