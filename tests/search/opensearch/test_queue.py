"""What the engine is told, when, and what happens where it cannot be."""

import re
from collections.abc import Callable, Iterator
from socket import create_server
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from search.checks import check_engine
from search.engines.opensearch import asking, client, documents, indices, rebuilding, sending, tasks, waiting
from search.engines.opensearch.client import EngineError, request
from search.engines.planning import plan_all
from search.finding import Finding, Question, find
from search.models import FoldedText, IndexedText, WaitingUpdate
from tests.search.server.sharing import SharedIndex

MakePage = Callable[..., Page]
Committing = Callable[[], object]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Callable[..., object]) -> Committing:
    """Return what makes a block end like a transaction that is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def engine(shared_index: SharedIndex, settings: LazySettings, db: None) -> Iterator[None]:
    """Let OpenSearch answer, told of changes as in a running portal."""
    settings.SEARCH_ENGINE = shared_index.settings
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    shared_index.begin()
    yield
    cache.clear()
    shared_index.empty()


@pytest.fixture
def nowhere(settings: LazySettings, db: None) -> None:
    """Name an engine that nothing answers for."""
    settings.SEARCH_ENGINE = {"URLS": ["http://127.0.0.1:9"], "INDEX": "portal", "CA": ""}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let the command speak as it is written."""
    with override("en"):
        yield


def asked(reader: HttpRequest, text: str) -> Finding:
    return find(reader, Question(text))


def told(text: str) -> int:
    """How many objects the engine itself finds, whatever the database says of them."""
    indices.refresh()
    plan = plan_all(text)
    assert plan is not None
    return len(asking.ask(plan, ("title", "body")))


def test_a_change_is_told_once_it_is_committed(engine: None, make_page: MakePage, committing: Committing) -> None:
    with committing():
        page = make_page("Hội nghị")
        assert WaitingUpdate.objects.exists()
        assert told("hội nghị") == 0
    assert told("hội nghị") == 1
    assert not WaitingUpdate.objects.exists()
    with committing():
        page.delete()
    assert told("hội nghị") == 0


def test_what_is_withdrawn_is_gone_at_once_though_the_engine_still_has_it(
    engine: None, make_page: MakePage, reader: HttpRequest, committing: Committing
) -> None:
    with committing():
        kept, withdrawn = make_page("Hội nghị một"), make_page("Hội nghị hai")
    Page.objects.filter(pk=withdrawn.pk).update(live=False)
    assert told("hội nghị") == 2
    found = asked(reader, "hội nghị")
    assert [hit.item.pk for hit in found.hits] == [kept.pk]
    assert found.total == sum(number for _kind, number in found.facets["kinds"]) == 1
    assert not found.degraded


def test_an_older_text_never_replaces_a_newer_one(engine: None, make_page: MakePage) -> None:
    make_page("Hội nghị cũ")
    texts = FoldedText.objects.latest("pk")
    name, number = client.alias(), WaitingUpdate.objects.latest("pk").pk
    newer = FoldedText(entry=texts.entry, title="hoi nghi moi", body="", autocomplete="")
    sending.send([sending.keeping(name, newer, number + 2)])
    sending.send([sending.keeping(name, texts, number + 1)])
    assert (told("mới"), told("cũ")) == (1, 0)
    sending.send([sending.dropping(name, texts.pk, number + 4)])
    sending.send([sending.keeping(name, texts, number + 3)])
    assert told("hội nghị") == 0


def test_what_changes_during_a_rebuild_is_in_the_new_index(
    engine: None, make_page: MakePage, committing: Committing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "ROUND", 1)
    with committing():
        pages = [make_page(f"Hội nghị số{number}") for number in range(4)]
    before = indices.searched()
    steps = rebuilding.rebuild()
    next(steps)
    with committing():
        make_page("Hội nghị mới")
        pages[0].title = "Hội nghị đổi tên"
        pages[0].save()
        pages[1].delete()
        pages[3].title = "Hội nghị cũng đổi"
        pages[3].save()
    # Searched all the while, and already up to date.
    assert (indices.searched(), told("hội nghị")) == (before, 4)
    list(steps)
    assert indices.searched() != before
    assert (told("hội nghị"), told("đổi"), told("mới"), told("số0"), told("số1"), told("số3")) == (4, 2, 1, 0, 0, 0)
    assert not WaitingUpdate.objects.exists()


def test_of_two_rebuilds_the_later_wins(engine: None, make_page: MakePage) -> None:
    make_page("Hội nghị")
    first = rebuilding.rebuild()
    next(first)
    second = rebuilding.rebuild()
    next(second)
    with pytest.raises(EngineError, match="another rebuild"):
        list(first)
    list(second)
    assert told("hội nghị") == 1


def test_a_rebuild_that_ends_meanwhile_does_not_lose_an_update(
    engine: None, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_page("Hội nghị")
    noted = WaitingUpdate.objects.count()
    seen = [[client.alias(), indices.building_alias()], [client.alias()]]
    monkeypatch.setattr(waiting, "targets", lambda _timeout: seen.pop(0))
    assert sum(waiting.tell()) == noted > 0
    assert (seen, told("hội nghị")) == ([], 1)


def test_the_engine_of_somebody_else_is_left_alone(engine: None) -> None:
    other = f"{client.alias()}-2-123"
    request("PUT", f"/{other}", {"aliases": {f"{client.alias()}-2": {}}})
    list(rebuilding.rebuild())
    indices.forget()
    assert request("DELETE", f"/{other}") == {"acknowledged": True}


def test_an_engine_that_lost_everything_is_filled_again(
    engine: None, make_page: MakePage, reader: HttpRequest, committing: Committing
) -> None:
    indices.forget()
    with committing():
        make_page("Hội nghị")
    assert WaitingUpdate.objects.exists()
    assert asked(reader, "hội nghị").degraded
    cache.clear()
    call_command("search_engine", "update", verbosity=0)
    indices.refresh()
    assert not asked(reader, "hội nghị").degraded
    assert asked(reader, "hội nghị").total == 1


def test_an_index_of_another_version_is_replaced(engine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not rebuilding.is_due()
    monkeypatch.setattr(indices, "_FORM", "another")
    assert rebuilding.is_due()
    call_command("search_engine", "update", verbosity=0)
    assert not rebuilding.is_due()


def test_a_queue_that_stands_still_lets_the_database_answer(
    engine: None, make_page: MakePage, reader: HttpRequest
) -> None:
    make_page("Hội nghị")
    assert asked(reader, "hội nghị") == Finding()
    WaitingUpdate.objects.update(noted_at=timezone.now() - 2 * WaitingUpdate.MOMENT)
    found = asked(reader, "hội nghị")
    assert (found.total, found.degraded) == (1, True)


def test_more_answers_than_are_asked_for_are_counted_by_the_database(
    engine: None, make_page: MakePage, reader: HttpRequest, committing: Committing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with committing():
        for number in range(4):
            make_page(f"Hội nghị {number}")
    indices.refresh()
    monkeypatch.setattr(asking, "MOST_HITS", 3)
    found = asked(reader, "hội nghị")
    assert (found.total, len(found.hits), found.degraded) == (4, 4, False)
    assert Page.objects.search("hội nghị").count() == 4


def test_an_engine_that_is_away_stops_nobody(
    nowhere: None, make_page: MakePage, reader: HttpRequest, committing: Committing
) -> None:
    with committing():
        page = make_page("Hội nghị")
    with committing():
        page.title = "Hội nghị toàn thể"
        page.save()
    found = asked(reader, "hội nghị")
    assert (found.total, found.degraded) == (1, True)
    assert asked(reader, "hooij nghij").degraded
    assert [one.title for one in Page.objects.search("toàn thể")] == ["Hội nghị toàn thể"]
    call_command("update_index", verbosity=0)
    assert IndexedText.objects.count() == Page.objects.count()
    assert WaitingUpdate.objects.of_everything().count() == 1
    WaitingUpdate.objects.of_everything().delete()
    for task in ("update", "status", "rebuild"):
        with pytest.raises(CommandError, match="Nothing is lost"):
            call_command("search_engine", task)


@pytest.fixture
def silent(settings: LazySettings, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Name an engine that takes every request and answers none; returns how long each may take that is made."""
    waited: list[float] = []
    send = client._send

    def noting(*request: Any) -> Any:
        waited.append(request[-1])
        return send(*request[:-1], 0.2)

    monkeypatch.setattr(client, "_send", noting)
    with create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        settings.SEARCH_ENGINE = {"URLS": [url], "INDEX": "portal", "CA": ""}
        settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        cache.clear()
        yield waited
        cache.clear()


def test_an_engine_that_hangs_costs_one_short_wait_in_a_while(
    silent: list[float], make_page: MakePage, reader: HttpRequest, committing: Committing
) -> None:
    for number in range(3):
        with committing():
            make_page(f"Hội nghị {number}")
    assert silent == [tasks.TIMEOUT]
    assert WaitingUpdate.objects.of_rows().count() >= 3
    for _turn in range(3):
        assert (asked(reader, "hội nghị").total, asked(reader, "hội nghị").degraded) == (3, True)
    assert silent == [tasks.TIMEOUT]
    cache.clear()
    for _turn in range(3):
        assert asked(reader, "hội nghị").total == 3
    assert silent == [tasks.TIMEOUT, client.SEARCH_TIMEOUT]


def test_the_command_says_what_it_does(
    engine: None, make_page: MakePage, capsys: pytest.CaptureFixture[str], settings: LazySettings
) -> None:
    make_page("Hội nghị")
    call_command("search_engine", "update")
    call_command("search_engine", "rebuild")
    call_command("search_engine", "status")
    said = capsys.readouterr().out
    assert "Updates that wait for the engine: 0." in said
    assert re.search(r"Updates told to the engine: [1-9]", said)
    assert re.search(r"The engine now holds [1-9]\d* texts", said)
    assert f"The engine searches {indices.searched()}." in said
    WaitingUpdate.objects.note_everything()
    call_command("search_engine", "update")
    assert "Another process is filling the engine anew." in capsys.readouterr().out
    assert WaitingUpdate.objects.of_everything().exists()
    settings.SEARCH_ENGINE = {"URLS": [], "INDEX": "portal", "CA": ""}
    with pytest.raises(CommandError, match="PORTAL_SEARCH_URL"):
        call_command("search_engine", "status")


@pytest.mark.parametrize(
    ("engine", "tasks", "found"),
    [
        ({"URLS": []}, "immediate", []),
        ({"URLS": ["https://user:secret@search.example.vn:9200"]}, "database", []),
        ({"URLS": ["http://127.0.0.1:9200"]}, "immediate", ["search.W001"]),
        ({"URLS": ["http://127.0.0.1:9200", "search.example.vn"]}, "database", ["search.E001"]),
        ({"URLS": ["ftp://user:secret@search.example.vn:21"]}, "database", ["search.E001"]),
        ({"URLS": ["http://127.0.0.1:9200"], "INDEX": "Portal/*"}, "database", ["search.E002"]),
    ],
)
def test_settings_are_checked(settings: LazySettings, engine: dict[str, Any], tasks: str, found: list[str]) -> None:
    settings.SEARCH_ENGINE = {"INDEX": "portal", "CA": "", **engine}
    settings.TASKS = {"default": {"BACKEND": settings.TASK_BACKENDS[tasks]}}
    messages = check_engine(None)
    assert [message.id for message in messages] == found
    assert "secret" not in str(messages)


def test_an_address_that_is_none_stops_nobody(
    settings: LazySettings, make_page: MakePage, reader: HttpRequest, committing: Committing
) -> None:
    settings.SEARCH_ENGINE = {"URLS": ["search.example.vn"], "INDEX": "portal", "CA": ""}
    with committing():
        make_page("Hội nghị")
    assert (asked(reader, "hội nghị").total, asked(reader, "hội nghị").degraded) == (1, True)


def test_without_an_engine_nothing_waits(db: None, make_page: MakePage, committing: Committing) -> None:
    with committing():
        make_page("Hội nghị")
    assert not WaitingUpdate.objects.exists()
    assert documents.DEFINITION["mappings"]["dynamic"] == "strict"
