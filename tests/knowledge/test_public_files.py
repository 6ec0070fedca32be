"""What readers see is not exchanged behind approval's back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtailmedia.models import get_media_model

from tests.factories.articles import a_public
from tests.factories.portal import a_portal
from units.files import IN_USE, FileInUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of):
    portal = a_portal()
    collection = Collection.objects.get(pk=portal.office.collection_id)
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file(), collection=collection)
    document = get_document_model().objects.create(
        title="Mẫu", file=ContentFile(b"mau cu", name="mau.txt"), collection=collection
    )
    film = get_media_model().objects.create(
        title="Phim", type="video", duration=1, file=ContentFile(b"phim cu", name="phim.mp4"), collection=collection
    )
    return SimpleNamespace(
        portal=portal,
        author=author,
        approver=approver,
        image=image,
        document=document,
        film=film,
        client=client_of(author),
    )


def publish(desk) -> None:
    body = [
        ("paragraph", "<p>Xem.</p>"),
        ("document", {"document": desk.document, "title": ""}),
        ("video", {"video": desk.film, "caption": "", "transcript": ""}),
    ]
    a_public(desk.portal.office, desk.author, desk.approver, body=body, lead_image=desk.image, lead_image_alt="Ảnh")


def replace_image(desk):
    fresh = SimpleUploadedFile("khac.png", get_test_image_file(filename="khac.png").file.getvalue(), "image/png")
    posted = {"title": "Ảnh khác", "file": fresh, "collection": desk.image.collection_id, "tags": ""}
    return desk.client.post(reverse("wagtailimages:edit", args=[desk.image.pk]), posted)


def replace_document(desk):
    fresh = SimpleUploadedFile("khac.txt", b"mau khac", "text/plain")
    posted = {"title": "Mẫu", "file": fresh, "collection": desk.document.collection_id, "tags": ""}
    return desk.client.post(reverse("wagtaildocs:edit", args=[desk.document.pk]), posted)


def replace_film(desk):
    fresh = SimpleUploadedFile("khac.mp4", b"\0\0\0\x18ftypmp42" + bytes(12), "video/mp4")
    posted = {"title": "Phim", "file": fresh, "collection": desk.film.collection_id, "duration": "1", "tags": ""}
    return desk.client.post(reverse("wagtailmedia:edit", args=[desk.film.pk]), posted)


REPLACED = [("image", replace_image), ("document", replace_document), ("film", replace_film)]
DELETED = [("image", "wagtailimages:delete"), ("document", "wagtaildocs:delete"), ("film", "wagtailmedia:delete")]


@pytest.mark.clause("ND-9.1", "ND-10.4b")
@pytest.mark.parametrize(("kind", "replace"), REPLACED)
def test_a_file_that_a_public_page_shows_is_not_replaced(desk, kind, replace):
    publish(desk)
    before = getattr(desk, kind).file.name
    response = replace(desk)
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert type(getattr(desk, kind)).objects.get(pk=getattr(desk, kind).pk).file.name == before


@pytest.mark.parametrize(("kind", "replace"), REPLACED)
def test_a_file_that_nobody_sees_yet_may_be_replaced(desk, kind, replace):
    before = getattr(desk, kind).file.name
    assert replace(desk).status_code == 302
    assert type(getattr(desk, kind)).objects.get(pk=getattr(desk, kind).pk).file.name != before


@pytest.mark.clause("ND-9.1")
@pytest.mark.parametrize(("kind", "view"), DELETED)
def test_a_file_that_a_public_page_shows_is_not_deleted(desk, kind, view):
    publish(desk)
    file = getattr(desk, kind)
    refused = desk.client.post(reverse(view, args=[file.pk]))
    assert refused.status_code == 403
    with pytest.raises(FileInUse), transaction.atomic():
        file.delete()
    assert type(file).objects.filter(pk=file.pk).exists()
    told = desk.client.get(reverse(view, args=[file.pk]), follow=True).content.decode()
    assert str(IN_USE) in told


@pytest.mark.parametrize(("kind", "view"), DELETED)
def test_a_file_that_nobody_sees_yet_may_be_deleted(desk, kind, view):
    file = getattr(desk, kind)
    assert desk.client.post(reverse(view, args=[file.pk])).status_code == 302
    assert not type(file).objects.filter(pk=file.pk).exists()


def test_the_title_of_a_public_file_may_be_changed(desk):
    publish(desk)
    posted = {"title": "Ảnh hội nghị", "collection": desk.image.collection_id, "tags": ""}
    assert desk.client.post(reverse("wagtailimages:edit", args=[desk.image.pk]), posted).status_code == 302
    assert get_image_model().objects.get(pk=desk.image.pk).title == "Ảnh hội nghị"
