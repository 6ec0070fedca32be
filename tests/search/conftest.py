"""A small corpus of pages with a searchable body, without any page type of ours."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Locale, Page
from wagtail.search import index

from search import sources, synonyms
from search.engines import reading_engine
from search.engines.base import Engine


@pytest.fixture
def searchable_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plain pages keep a body to search in, in the one text field that they have besides the title."""
    monkeypatch.setattr(Page, "search_fields", [*Page.search_fields, index.SearchField("search_description")])


@pytest.fixture
def root(db: None) -> Page:
    Locale.objects.get_or_create(language_code="vi")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


@pytest.fixture
def make_page(root: Page, searchable_body: None) -> Callable[..., Page]:
    """Return a function that publishes a page with a title and a body below the root."""

    def make(title: str, body: str = "", *, live: bool = True, parent: Page | None = None) -> Page:
        parent = parent or Page.objects.get(pk=root.pk)
        slug = f"trang-{Page.objects.count()}"
        return parent.add_child(instance=Page(title=title, slug=slug, search_description=body, live=live))

    return make


@pytest.fixture
def engine(db: None) -> Engine:
    """Return the engine under test. A file of tests that asks for it is a contract that any engine can be put to:

    override this fixture (or parametrise it) where another engine is set up, and run the same files.
    """
    return reading_engine()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    """Return the request of the general public, whose pages are the only source."""
    monkeypatch.setattr(sources, "_sources", {})
    monkeypatch.setattr(synonyms, "_providers", [])
    return RequestFactory().get("/tim-kiem/")
