"""The engine killed with no warning, in the midst of its work: nothing is lost, and the portal goes on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Thread

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.engines.opensearch import indices
from search.engines.opensearch.client import EngineError
from search.engines.opensearch.rebuilding import ROUND, rebuild
from search.finding import Question, find
from search.models import WaitingUpdate
from tests.search.server.launch import SearchServer

MakePage = Callable[..., Page]


@pytest.fixture(scope="module")
def server(opensearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchServer]:
    """A server of this file's own, which its tests may kill."""
    server = SearchServer(Path(tmp_path_factory.mktemp("engine")))
    server.start()
    yield server
    server.stop()


@pytest.mark.clause("ND-5.5c")
def test_killing_the_server_loses_nothing(
    server: SearchServer,
    settings: LazySettings,
    reader: HttpRequest,
    make_page: MakePage,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    def publish(title: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            make_page(title, parent=parent)

    def asked(text: str) -> tuple[int, bool]:
        found = find(reader, Question(text), 0, 1)
        return found.total, found.degraded

    settings.SEARCH_ENGINE = {"URLS": [server.url], "INDEX": "portal", "CA": ""}
    parent = make_page("Chuyên mục")
    fill(parent, 2 * ROUND)
    call_command("search_engine", "update", verbosity=0)
    publish("Thông báo 0")
    indices.refresh()
    assert not WaitingUpdate.objects.exists()
    assert (asked("văn bản"), asked("thông báo")) == ((2 * ROUND, False), (1, False))

    # A rebuild is half done, somebody publishes, and the server goes as in a power cut.
    whole = indices.searched()
    rebuilding = rebuild()
    next(rebuilding)
    killer = Thread(target=server.kill)
    for number in range(1, 25):
        if number == 10:
            killer.start()
        publish(f"Thông báo {number}")
    killer.join()
    with pytest.raises(EngineError):
        list(rebuilding)
    publish("Thông báo 25")

    # Whoever publishes or searches goes on.
    assert (asked("văn bản"), asked("thông báo")) == ((2 * ROUND, True), (26, True))
    with override("en"), pytest.raises(CommandError, match="Nothing is lost"):
        call_command("search_engine", "update", verbosity=0)

    # Back with its own disk, it has what it had acknowledged; after a moment nobody can be at the rebuild any more, and
    # the next run of the command makes up for all of it.
    server.start()
    assert indices.searched() == whole
    WaitingUpdate.objects.of_everything().update(noted_at=timezone.now() - 2 * WaitingUpdate.MOMENT)
    call_command("search_engine", "update", verbosity=0)
    indices.refresh()
    assert (asked("văn bản"), asked("thông báo")) == ((2 * ROUND, False), (26, False))
    assert indices.searched() not in {None, whole}
    assert not WaitingUpdate.objects.exists()


def fill(parent: Page, number: int) -> None:
    """Lay many pages in few statements."""
    parent.numchild = number
    parent.save()
    pages = Page.objects.bulk_create(
        Page(
            title=f"Văn bản {one}",
            slug=f"van-ban-{one}",
            depth=parent.depth + 1,
            path=f"{parent.path}{one:04}",
            url_path=f"{parent.url_path}van-ban-{one}/",
            content_type=parent.content_type,
            locale=parent.locale,
            live=True,
        )
        for one in range(1, number + 1)
    )
    get_search_backend().add_bulk(Page, pages)
