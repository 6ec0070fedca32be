"""An uploaded document is public when a public page refers to it, and not a moment before."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from home.models import ArticlePage
from tests.factories.articles import a_waiting
from tests.factories.portal import a_portal
from units.approval import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    portal = a_portal()
    document = get_document_model().objects.create(
        title="Danh sách trích ngang",
        file=ContentFile(b"noi dung", name="danh-sach.txt"),
        collection=Collection.objects.get(pk=portal.office.collection_id),
    )
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    body = [("paragraph", "<p>Xem tệp.</p>"), ("document", {"document": document, "title": ""})]
    article = a_waiting(portal.office, author, sections=[portal.news], body=body)
    return SimpleNamespace(portal=portal, document=document, author=author, approver=approver, article=article)


def statuses(desk, client_of) -> tuple[int, int, int]:
    """What a reader, the unit's author and another unit's board get."""
    stranger = desk.portal.member("board", desk.portal.city)
    return tuple(
        client.get(desk.document.url).status_code for client in (Client(), client_of(desk.author), client_of(stranger))
    )


@pytest.mark.clause("ND-9.1")
def test_a_document_of_an_unapproved_article_stays_with_its_unit(desk, client_of):
    assert statuses(desk, client_of) == (404, 200, 404)


@pytest.mark.clause("ND-9.1")
def test_a_document_becomes_public_with_its_article_and_goes_with_it(desk, client_of):
    actions.approve(desk.article, desk.approver)
    assert statuses(desk, client_of) == (200, 200, 200)
    ArticlePage.objects.get(pk=desk.article.pk).unpublish()
    assert statuses(desk, client_of) == (404, 200, 404)


def test_no_address_leads_past_the_question_who_may_read_it(desk):
    assert not desk.document.file.path.startswith(str(settings.MEDIA_ROOT))
    for address in (f"/media/{desk.document.file.name}", desk.document.file.url):
        assert Client().get(address).status_code == 404


@pytest.mark.clause("ND-9.1")
def test_an_image_has_an_address_that_nobody_guesses():
    first, second = (
        get_image_model().objects.create(title="Ảnh", file=get_test_image_file(filename="anh.png")) for _ in range(2)
    )
    assert first.file.name.endswith("-anh.png")
    assert len(first.file.name) == len("original_images/") + 16 + len("-anh.png")
    assert first.file.name != second.file.name
    assert first.file.name.split("/")[1].split("-")[0] in first.get_rendition("width-10").file.name


def test_whoever_decides_on_an_article_can_read_what_is_attached_to_it(desk, client_of):
    assert client_of(desk.approver).get(desk.document.url).status_code == 200
