"""The public search page: its view, without the template, which belongs to the front end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from search import sources
from search.sources import Facts, Source
from search.views import search as search_view

MakePage = Callable[..., Page]


class UntouchableSession(SessionBase):
    """A session that fails the test as soon as anyone looks into it."""

    def load(self) -> dict[str, Any]:
        raise AssertionError("an anonymous search must not touch the session")


@pytest.fixture(autouse=True)
def default_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room by itself: no room above has said what the public may find."""
    monkeypatch.setattr(sources, "_sources", {})


def visit(**parameters: str) -> TemplateResponse:
    request = RequestFactory().get("/tim-kiem/", parameters)
    request.session = UntouchableSession()
    request.user = AnonymousUser()
    response = search_view(request)
    assert isinstance(response, TemplateResponse)
    assert not response.is_rendered
    assert not request.session.accessed
    return response


def context(**parameters: str) -> dict[str, Any]:
    found = visit(**parameters).context_data
    assert found is not None
    return found


def titles(**parameters: str) -> list[str]:
    return [hit.item.title for hit in context(**parameters)["results"]]


def test_address() -> None:
    assert reverse("search") == "/tim-kiem/"


@pytest.mark.parametrize("query", ["", "   ", "\x00"])
def test_just_the_form(db: None, query: str) -> None:
    response = visit(q=query)
    assert response.context_data is not None
    assert response.context_data["results"] is None
    assert "X-Robots-Tag" not in response


@pytest.mark.clause("ND-5.5c")
def test_results_with_excerpts(make_page: MakePage) -> None:
    make_page("Đại hội <Đảng bộ>", "Sáng nay, Đảng bộ khối khai mạc đại hội.")
    make_page("Tin khác")
    response = visit(q="dang bo")
    assert response.context_data is not None
    assert response["X-Robots-Tag"] == "noindex, follow"
    assert response.context_data["total"] == 1
    (hit,) = response.context_data["results"]
    assert hit.title == "Đại hội &lt;<mark>Đảng bộ</mark>&gt;"
    assert hit.excerpt == "Sáng nay, <mark>Đảng bộ</mark> khối khai mạc đại hội."


@pytest.mark.clause("ND-9.1")
def test_drafts_and_private_pages_are_never_found(make_page: MakePage) -> None:
    make_page("Hội nghị mật", live=False)
    private = make_page("Hội nghị nội bộ")
    make_page("Hội nghị con", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_page("Hội nghị công khai")
    assert titles(q="hội nghị") == ["Hội nghị công khai"]
    assert context(q="nội bộ")["total"] == 0


@pytest.mark.clause("ND-9.1")
def test_unpublished_changes_are_not_found(make_page: MakePage) -> None:
    page = make_page("Hội nghị", "bản đã đăng")
    page.search_description = "bản nháp bí mật"
    page.save_revision()
    assert context(q="bí mật")["total"] == 0
    page.refresh_from_db()
    page.unpublish()
    assert context(q="hội nghị")["total"] == 0


def test_nothing_found_gives_advice(make_page: MakePage) -> None:
    make_page("Hội nghị")
    found = context(q="xyz")
    assert found["total"] == 0
    assert found["advice"]


def test_too_long_a_query_is_kept_and_explained(db: None) -> None:
    long_query = "đảng " * 60
    found = context(q=long_query)
    assert found["query"] == long_query.strip()
    assert "200" in found["error"]
    assert found["results"] is None


@pytest.mark.parametrize(
    ("page", "first", "count"),
    [("1", 1, 20), ("2", 2, 5), ("99", 2, 5), ("0", 2, 5), ("x", 1, 20), ("9" * 5000, 1, 20)],
)
def test_pagination(make_page: MakePage, page: str, first: int, count: int) -> None:
    for number in range(25):
        make_page(f"Hội nghị {number}")
    found = context(q="hội nghị", page=page)
    assert found["total"] == 25
    assert found["page_obj"].number == first
    assert len(found["results"]) == count


def test_every_page_is_found_once(make_page: MakePage) -> None:
    for number in range(25):
        make_page(f"Hội nghị {number}")
    assert len({*titles(q="hội nghị"), *titles(q="hội nghị", page="2")}) == 25


def test_queries_do_not_grow_with_what_is_found(make_page: MakePage) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            visit(q="hội nghị toàn thể")
        return len(queries)

    make_page("Hội nghị toàn thể")
    cost()
    few = cost()
    for number in range(30):
        make_page(f"Hội nghị toàn thể {number}", "Toàn văn hội nghị toàn thể.")
    assert cost() == few <= 20


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading(method: str) -> None:
    request = getattr(RequestFactory(), method)("/tim-kiem/")
    assert search_view(request).status_code == 405


def test_a_room_above_decides_what_is_found(make_page: MakePage) -> None:
    chosen = make_page("Hội nghị một")
    make_page("Hội nghị hai")

    def only_one(request: object) -> Any:
        return Page.objects.filter(pk=chosen.pk)

    source = Source("page", "Page", Page, only_one, lambda page: Facts())
    sources.register(source)
    assert titles(q="hội nghị") == ["Hội nghị một"]
    with pytest.raises(ImproperlyConfigured):
        sources.register(Source("other", "Other", Page, only_one, lambda page: Facts()))
