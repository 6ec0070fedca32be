"""Search as Wagtail's administration uses it: a contract with internals that are no public API."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page

MakePage = Callable[..., Page]


@pytest.fixture
def admin(client: Client, root: Page) -> Client:
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    client.force_login(get_user_model().objects.create_superuser(username="admin", email="a@example.org", password="x"))
    return client


@pytest.mark.parametrize("query", ["dang uy", "Đảng uỷ", '"dang', "dang* (", "đảng ủ"])
def test_page_search(admin: Client, make_page: MakePage, query: str) -> None:
    make_page("Đảng ủy khối họp", live=False)
    make_page("Thông báo")
    page = admin.get(reverse("wagtailadmin_pages:search"), {"q": query}).content.decode()
    assert "Đảng ủy khối họp" in page
    assert "Thông báo" not in page


def test_page_search_ordered_and_by_type(admin: Client, make_page: MakePage) -> None:
    make_page("Đảng ủy khối họp")
    address = reverse("wagtailadmin_pages:search")
    for options in ({"ordering": "title"}, {"content_type": "wagtailcore.page"}):
        assert "Đảng ủy khối họp" in admin.get(address, {"q": "dang", **options}).content.decode()


def test_explorer_and_page_chooser(admin: Client, make_page: MakePage, root: Page) -> None:
    make_page("Đảng ủy khối họp")
    make_page("Thông báo")
    for address in (reverse("wagtailadmin_explore", args=[root.pk]), reverse("wagtailadmin_choose_page_search")):
        shown = admin.get(address, {"q": "dang uy kho", "allow_external_link": ""}).content.decode()
        assert "Đảng ủy khối họp" in shown
        assert "Thông báo" not in shown


def test_images_and_documents(admin: Client) -> None:
    image = get_image_model().objects.create(title="Ảnh hội nghị", file=get_test_image_file())
    other = get_image_model().objects.create(title="Phong cảnh", file=get_test_image_file())
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose_results"):
        shown = admin.get(reverse(name), {"q": "anh hoi"}).content.decode()
        assert image.title in shown
        assert other.title not in shown
    get_document_model().objects.create(title="Quyết định 845-QĐ/ĐUK", file="quyet-dinh.pdf")
    for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose_results"):
        assert "845-QĐ/ĐUK" in admin.get(reverse(name), {"q": "845-qd/duk"}).content.decode()


def test_users_are_listed(admin: Client) -> None:
    assert admin.get(reverse("wagtailusers_users:index"), {"q": "admin"}).status_code == 200
