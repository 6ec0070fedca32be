"""Security events: one structured log, the record, the webmaster's screen, alarms (ND-13.5c, ND-13.6d)."""

from __future__ import annotations

import ast
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext

from operations.models import Alarm, SecurityEvent
from operations.networks.models import NetworkPolicy
from operations.signals import folding, kinds
from operations.signals.keeping import keep
from operations.signals.lines import JsonLines
from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory, RoleFactory, UserFactory
from tests.house.sources import ROOT
from units.events import note
from units.messages.models import Message
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.5c", "ND-13.6d")]

REPORT = {
    "csp-report": {"effective-directive": "script-src-elem", "blocked-uri": "inline", "document-uri": "/x?ten=An"}
}


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def keeper(portal: Portal) -> Any:
    role = RoleFactory(code="webmaster", scope="site", capabilities=["security"])
    return MembershipFactory(role=role, unit=None).user


def test_an_event_is_a_line_a_row_and_an_entry_of_the_record(portal, caplog, django_capture_on_commit_callbacks):
    person = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        note("upload_refused", user=person, address="10.0.0.7", file="a\0.exe", why='Không "được"')
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["event"], line["username"], line["address"]) == ("upload_refused", person.username, "10.0.0.7")
    assert line["facts"]["why"] == 'Không "được"'
    row = SecurityEvent.objects.get(kind="upload_refused")
    assert (row.username, row.address, row.facts["file"]) == (person.username, "10.0.0.7", "a.exe")
    entry = RecordEntry.objects.get(verb="security")
    assert entry.details["event"] == "upload_refused"
    assert entry.details["facts"]["file"] == "a.exe"


def test_what_the_handler_cannot_keep_fails_nobody(portal, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(logging, "raiseExceptions", False)
    monkeypatch.setattr("operations.signals.keeping.keep", lambda *_args: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        note("locked", address="10.0.0.7")
    assert not SecurityEvent.objects.exists()


def test_changed_rights_are_an_event_with_whoever_changed_them(portal, keeper, django_capture_on_commit_callbacks):
    person = UserFactory()
    with django_capture_on_commit_callbacks(execute=True), LogContext(user=keeper):
        MembershipFactory(user=person, unit=portal.office)
    row = SecurityEvent.objects.get(kind="rights_changed")
    assert (row.username, row.facts["by"], row.facts["role"]) == (person.username, keeper.username, "Cán bộ cập nhật")
    # The record has it already, in words of its own.
    assert not RecordEntry.objects.filter(verb="security").exists()


def test_a_flood_is_folded(portal, caplog):
    NetworkPolicy.objects.create(reach="inside")
    for _ in range(12):
        Client(REMOTE_ADDR="203.0.113.9").get("/bi-mat/")
    Client(REMOTE_ADDR="203.0.113.10").get("/")
    told = [record for record in caplog.records if record.name == "portal.security"]
    assert [(record.address, record.facts["times"]) for record in told] == [
        ("203.0.113.9", 1),
        ("203.0.113.9", 10),
        ("203.0.113.10", 1),
    ]


def test_a_count_that_made_room_for_another_lets_nobody_in(portal, monkeypatch):
    NetworkPolicy.objects.create(reach="inside")
    monkeypatch.setattr(caches["visitors"], "add", lambda key, value, timeout: False)
    assert Client(REMOTE_ADDR="203.0.113.9").get("/bi-mat/").status_code == 403


def test_a_flood_from_many_addresses_is_folded_too(portal, caplog, monkeypatch):
    monkeypatch.setattr(folding, "MOST", 5)
    NetworkPolicy.objects.create(reach="inside")
    for number in range(1, 13):
        Client(REMOTE_ADDR=f"203.0.113.{number}").get("/")
    told = [record for record in caplog.records if record.name == "portal.security"]
    assert [record.address for record in told] == [f"203.0.113.{number}" for number in (1, 2, 3, 4, 5, 10)]


RUBBISH = [
    b"",
    b"[]",
    b"{}",
    b"{",
    b"\xff\x00",
    b'{"csp-report": 1}',
    b'{"csp-report": []}',
    b"[" * 15_000,
    b"a" * 20_000,
]


def test_browsers_report_and_whatever_they_send_is_taken_with_the_same_answer(portal, caplog):
    address = reverse("policy-report")
    strict = Client(enforce_csrf_checks=True)
    for sent in (json.dumps(REPORT).encode(), *RUBBISH):
        answer = strict.post(address, sent, content_type="application/csp-report")
        assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
    assert strict.post(address, b"{}", content_type="text/plain", CONTENT_LENGTH="rác").status_code == 204
    assert strict.get(address).status_code == 405
    (record,) = [record for record in caplog.records if record.name == "portal.security"]
    assert record.facts["blocked"] == "inline"
    assert record.facts["path"] == "/x"


def test_an_alarm_is_told_once_to_those_who_look_after_security(portal, keeper):
    Alarm.objects.update_or_create(kind="upload_refused", defaults={"number": 3, "minutes": 10})
    now = timezone.now()
    for second in range(7):
        keep("upload_refused", now + timedelta(seconds=second), "an", "10.0.0.7", {})
    (message,) = Message.objects.filter(recipient=keeper)
    assert "3" in message.text
    assert message.urgent
    assert Message.objects.exclude(recipient=keeper).filter(recipient__is_superuser=False).count() == 0
    for second in range(4):
        keep("upload_refused", now + timedelta(minutes=11, seconds=second), "an", "10.0.0.7", {})
    assert Message.objects.filter(recipient=keeper).count() == 2


def test_the_screen_lists_filters_and_pages(portal, keeper, client_of):
    now = timezone.now()
    SecurityEvent.objects.bulk_create(
        SecurityEvent(kind="signed_in", at=now - timedelta(minutes=number), username=f"an-{number}", address="10.0.0.7")
        for number in range(120)
    )
    SecurityEvent.objects.create(
        kind="locked", at=now, username="<script>x</script>", address="203.0.113.9", facts={"a": 1}
    )
    proved = {"proved": "password", "given": True, "by": ""}
    SecurityEvent.objects.create(kind="signed_in", at=now - timedelta(days=30), username="cu", facts=proved)
    client, address = client_of(keeper), reverse("security:index")
    first = client.get(address).content.decode()
    assert "122" in first
    assert "an-1 " in first or "an-1<" in first or "an-1\n" in first
    assert "an-90" not in first
    assert "<script>x" not in first
    assert "an-90" in client.get(address, {"p": 2}).content.decode()
    found = client.get(address, {"kind": "locked", "who": "203.0"}).content.decode()
    assert "203.0.113.9" in found
    assert "an-1" not in found
    assert "an-1" not in client.get(address, {"last": "01/01/2020"}).content.decode()
    (old,) = SecurityEvent.objects.filter(username="cu")
    assert dict(old.told) == {"Xác nhận bằng": "Mật khẩu", "Mới": "có"}
    for wrong in ({"kind": "x"}, {"first": "31/31/2026"}, {"who": "\0"}, {"first": "02/01/2026", "last": "01/01/2026"}):
        assert client.get(address, wrong).status_code == 200


def test_an_alarm_is_entered_and_changed(portal, keeper, client_of):
    Alarm.objects.all().delete()
    client, address = client_of(keeper), reverse("security:alarm")
    for number in ("5", "6"):
        assert client.post(address, {"kind": "locked", "number": number, "minutes": "60"}).status_code == 302
    assert list(Alarm.objects.values_list("kind", "number", "minutes")) == [("locked", 6, 60)]
    for wrong in ({"kind": "x", "number": "1", "minutes": "1"}, {"kind": "locked", "number": "0", "minutes": "-1"}):
        assert client.post(address, wrong).status_code == 200
    assert Alarm.objects.get().number == 6
    assert RecordEntry.objects.filter(verb="alarm_changed", actor=keeper.pk).count() == 2
    shown = client.post(address, {"kind": "locked", "number": "0", "minutes": "60"}, follow=True).content.decode()
    assert f"{kinds.LABELS['locked']}: không báo động" in shown
    keep("locked", timezone.now(), "an", "10.0.0.7", {})
    assert not Message.objects.exists()


def test_who_does_not_look_after_security_sees_nothing_of_it(portal, client_of):
    member = MembershipFactory(unit=portal.office).user
    SecurityEvent.objects.create(kind="locked", at=timezone.now(), username="an", address="203.0.113.9")
    client = client_of(member)
    answer = client.get(reverse("security:index"))
    assert answer.status_code == 403
    assert "203.0.113.9" not in answer.content.decode()
    assert client.post(reverse("security:alarm"), {"kind": "locked", "number": 1, "minutes": 1}).status_code == 403


def test_the_screen_forgets_after_a_year(portal):
    now = timezone.now()
    for days in (1, 366):
        SecurityEvent.objects.create(kind="locked", at=now - timedelta(days=days))
    call_command("erase_security_events", dry_run=True)
    assert SecurityEvent.objects.count() == 2
    call_command("erase_security_events")
    assert SecurityEvent.objects.get().at > now - timedelta(days=2)


def test_every_event_its_facts_and_their_values_have_words(settings):
    """Whatever some module notes, the screen and the record say it in Vietnamese."""
    for kind, facts in noted():
        assert kinds.LABELS.get(kind), kind
        assert facts <= {*kinds.NAMES}, (kind, facts)
    assert {*settings.PORTAL_LIMITS} == {*kinds.LIMITED}
    assert words_handed_to("end_all", 1) == {*kinds.ENDED}
    assert kinds.facts_in_words({"why": "by_person", "what": "search"}) == "Lý do: do người dùng, Việc đã làm: tìm kiếm"


def noted() -> Iterator[tuple[str, set[str]]]:
    """Each event that is noted in the code, with the names of its facts that stand there."""
    for call in calls("note", "note_seldom"):
        first = call.args[0] if call.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            names = {word.arg for word in call.keywords if word.arg}
            yield first.value, names - {"user", "request", "address", "username"}


def words_handed_to(function: str, place: int) -> set[str]:
    """The words that stand at one place of the calls of a function."""
    given = [call.args[place] for call in calls(function) if len(call.args) > place]
    return {word.value for word in given if isinstance(word, ast.Constant) and isinstance(word.value, str)}


def calls(*functions: str) -> Iterator[ast.Call]:
    for room in ("site/accounts", "site/operations", "units"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in functions:
                    yield node
