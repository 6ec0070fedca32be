"""Reading in the queue: when, how often, and what is kept when something goes wrong on the way."""

from __future__ import annotations

import subprocess
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import ReferenceIndex

from knowledge.filetexts import keeping, reading, tasks
from knowledge.filetexts.keeping import keep
from knowledge.filetexts.reading import Reading, State
from knowledge.models import FilePart, FileText, PortalDocument
from search.models import IndexedText
from tests.factories.articles import a_public
from tests.factories.files import a_document
from tests.factories.portal import a_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read; each of them says its name on two pages."""
    names: list[str] = []

    def read_one(file: Any, kind: str, seconds: float) -> Reading:
        names.append(file.name.rpartition("/")[2])
        return Reading(State.WHOLE, [("1", file.name), ("2", "trang hai")])

    monkeypatch.setattr(reading, "read", read_one)
    return names


def a_file(name: str = "a.pdf") -> Any:
    return a_document(a_portal().office, "Kế hoạch", name, b"x")


def test_a_file_is_read_once_it_is_committed_and_once_only(
    read: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as asked:
        document = a_file()
        assert read == []
    for callback in asked:
        callback()
    assert len(read) == 1
    document.title = "Kế hoạch mới"
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    assert len(read) == 1
    assert FilePart.objects.get().title == "Kế hoạch mới"
    assert IndexedText.objects.filter(kind="file", texts__title__contains="moi").exists()


def test_a_reader_that_is_killed_leaves_the_title_and_the_file_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(file: Any, kind: str, seconds: float) -> Reading:
        raise KeyboardInterrupt

    document = a_file()
    monkeypatch.setattr(reading, "read", killed)
    with pytest.raises(KeyboardInterrupt):
        keep(document.pk)
    assert FileText.objects.get().state == State.WAITING
    assert IndexedText.objects.filter(kind="file", texts__title__contains="ke hoach").exists()
    monkeypatch.undo()
    assert list(keeping.unread()) == [document]


def test_a_file_that_takes_long_is_left_for_later_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def takes_all(program: list[str], timeout: float, **how: Any) -> None:
        waited.append(timeout)
        raise subprocess.TimeoutExpired(program, timeout)

    waited: list[float] = []
    monkeypatch.setattr(subprocess, "run", takes_all)
    with django_capture_on_commit_callbacks(execute=True):
        document = a_file()
    assert list(keeping.unread()) == [document]
    assert keep(document.pk).state == State.BROKEN
    assert waited == [tasks.HURRIED, reading.SECONDS]


def test_the_command_reads_what_the_queue_did_not(read: list[str]) -> None:
    document, told = a_file(), StringIO()
    call_command("read_files", stdout=told)
    assert f"{document.pk} Kế hoạch: tìm được toàn bộ nội dung" in told.getvalue()
    call_command("read_files", stdout=told)
    assert len(read) == 1
    call_command("read_files", again=True, stdout=told)
    assert len(read) == 2
    assert not keeping.unread().exists()


def test_a_file_replaced_while_it_is_read_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_file()

    def replaced(file: Any, kind: str, seconds: float) -> Reading:
        monkeypatch.undo()
        now = PortalDocument.objects.get(pk=document.pk)
        now.file = ContentFile(b"y", "b.txt")
        now.save()
        return Reading(State.WHOLE, [("1", "cũ")])

    monkeypatch.setattr(reading, "read", replaced)
    keep(document.pk)
    assert not FilePart.objects.filter(text="cũ").exists()
    assert list(keeping.unread()) == [document]
    assert keep(document.pk).state == State.OTHER


def test_what_is_gone_is_let_be(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_file()
    assert keep(document.pk + 1) is None
    document.file.storage.delete(document.file.name)
    assert keep(document.pk).state == State.BROKEN
    other = a_file()
    monkeypatch.setattr(reading, "read", lambda file, kind, seconds: other.delete() and Reading(State.EMPTY))
    keep(other.pk)
    assert not FileText.objects.filter(state=State.EMPTY).exists()


def test_a_shorter_text_leaves_no_part_of_the_longer_one(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_file()
    long = Reading(State.WHOLE, [(str(number), f"trang{number} " * 2000) for number in range(3)])
    monkeypatch.setattr(reading, "read", lambda file, kind, seconds: long)
    keep(document.pk)
    assert (FilePart.objects.count(), IndexedText.objects.filter(kind="file").count()) == (3, 3)
    monkeypatch.setattr(reading, "read", lambda file, kind, seconds: Reading(State.EMPTY))
    keep(document.pk, again=True)
    assert (FilePart.objects.count(), IndexedText.objects.filter(kind="file").count()) == (1, 1)
    assert FilePart.objects.get().text == ""


@pytest.mark.clause("ND-9.1")
def test_what_an_item_refers_to_is_known_at_once_whenever_the_queue_comes(
    settings: LazySettings,
) -> None:
    """With a queue, Wagtail's index of references would lag behind approval, and who may fetch a file with it."""
    portal, document = a_portal(), a_file()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    people = portal.member("contributor", portal.office), portal.member("board", portal.office)
    a_public(portal.office, *people, body=[("document", {"document": document, "title": ""})])
    assert ReferenceIndex.get_references_to(document).exists()


def test_nobody_can_be_harmed_by_how_the_program_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name of a file, which people choose, stands on the command line."""
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda program, **how: called.append(program))
    keep(a_file("--help; rm.pdf").pk)
    assert called
    assert called[0][-1] == "pdf"
    assert not any("rm" in argument.rpartition("/")[2] for argument in called[0])
