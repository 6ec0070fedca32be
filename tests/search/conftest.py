"""A small corpus of pages with a searchable body, without any page type of ours."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Locale, Page
from wagtail.search import index

from search import sources, synonyms
from search.engines import reading_engine
from search.engines.base import Engine, Ranking
from search.engines.opensearch import asking, indices, waiting, watch
from search.engines.opensearch import engine as opensearch_engine
from search.engines.plans import Plan
from tests.search.server.sharing import SharedIndex

Answering = Callable[[SharedIndex], AbstractContextManager[None]]


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


@pytest.fixture(scope="session")
def opensearch_url() -> str:
    """The OpenSearch that the environment names."""
    return _server("OpenSearch")


@pytest.fixture(scope="session")
def shared_index(opensearch_url: str) -> Iterator[SharedIndex]:
    """The index of this run."""
    index = SharedIndex(opensearch_url)
    yield index
    index.forget()


@pytest.fixture(scope="session")
def shared_index_of_elasticsearch() -> Iterator[SharedIndex]:
    """The index of this run in the Elasticsearch that the environment names."""
    index = SharedIndex(_server("Elasticsearch"))
    yield index
    index.forget()


@pytest.fixture
def opensearch(shared_index: SharedIndex, answering: Answering) -> Iterator[None]:
    """Let OpenSearch answer."""
    with answering(shared_index):
        yield


@pytest.fixture
def elasticsearch(shared_index_of_elasticsearch: SharedIndex, answering: Answering) -> Iterator[None]:
    """Let Elasticsearch answer."""
    with answering(shared_index_of_elasticsearch):
        yield


@pytest.fixture
def answering(db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Return what lets the server of an index answer, which has heard of each change when it is asked.

    A test's transaction is never committed, so what would be done after that is done in the midst of it.
    """
    unseen: list[object] = []

    def at_once(do: Callable[[], object], **_how: object) -> None:
        unseen.append(do())

    def ask(plan: Plan, columns: Sequence[str]) -> Ranking:
        if unseen:
            indices.refresh()
            unseen.clear()
        return asking.ask(plan, columns)

    def failed(reason: str) -> None:
        pytest.fail(f"The database would have answered in the engine's place: {reason}")

    @contextmanager
    def answer(index: SharedIndex) -> Iterator[None]:
        settings.SEARCH_ENGINE = index.settings
        monkeypatch.setattr(watch, "note_away", failed)
        monkeypatch.setattr(waiting, "transaction", SimpleNamespace(on_commit=at_once))
        monkeypatch.setattr(opensearch_engine, "ask", ask)
        index.begin()
        yield
        index.empty()

    return answer


def _server(product: str) -> str:
    """Return the address of the server that the environment names; where it must not be missing, its absence fails."""
    name = f"PORTAL_TEST_{product.upper()}_URL"
    url = os.environ.get(name, "")
    if not url and os.environ.get(f"PORTAL_REQUIRE_{product.upper()}") == "1":
        pytest.fail(f"{name} names no {product} server, and this run requires one.")
    if not url:
        pytest.skip(f"no {product} server: set {name} (make search-server starts one)")
    return url
