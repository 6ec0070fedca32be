"""Long lists as files: made in the queue with progress, fetched by their owner alone, taken away in the end."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from tests.factories.contributions import fill_ledger, local
from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house
from units.models import Message, Role
from units.reports import making
from units.reports.models import ReportFile

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]

BEHIND = reverse("reports:behind", args=["nhip-do"])
PREPARE = reverse("reports:prepare", args=["nhip-do"])
YEAR = {"span": "year", "year": "2026"}


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    house = a_house()
    monkeypatch.setattr(making, "LONG", 20)
    monkeypatch.setattr(making, "NOTED", 10)
    fill_ledger([house.ours, house.theirs], 60, [local(2026, 10, 1)])
    return house


def prepared(house: House, who: str, on_commit: Any, form: str = "csv") -> ReportFile:
    with on_commit(execute=True):
        answer = house.client(who).post(PREPARE, {**YEAR, "line": "", "column": "all", "form": form})
    assert answer.status_code == 302
    return ReportFile.objects.latest("pk")


def fetched(house: House, who: str, made: ReportFile) -> Any:
    return house.client(who).get(reverse("reports:fetch", args=[made.key]))


def test_a_long_list_is_prepared_and_a_short_one_handed_out(house: House) -> None:
    client = house.client("committee")
    shown = client.get(BEHIND, {**YEAR, "column": "all"})
    assert shown.context["long"] == 60
    assert PREPARE in shown.content.decode()
    refused = client.get(BEHIND, {**YEAR, "column": "all", "export": "csv"})
    assert refused.status_code == 302
    assert refused["Location"].startswith(BEHIND)
    short = client.get(BEHIND, {**YEAR, "column": "all", "section": "không có", "export": "csv"})
    assert short["Content-Disposition"].startswith("attachment")


def test_its_owner_alone_fetches_it(house: House, django_capture_on_commit_callbacks: Any) -> None:
    made = prepared(house, "leader", django_capture_on_commit_callbacks)
    assert (made.state, made.of_all, made.done, made.percent) == (ReportFile.State.READY, 30, 30, 100)
    assert reverse("reports:files") == Message.objects.of(house.leader).latest("pk").url
    answer = fetched(house, "leader", made)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 31
    assert {row[1] for row in rows[1:]} == {house.ours.name}
    for other in ("committee", "board", "their_board", "superuser"):
        assert fetched(house, other, made).status_code == 404
    assert made.name in house.client("leader").get(reverse("reports:files")).content.decode()
    assert made.name not in house.client("board").get(reverse("reports:files")).content.decode()


def test_it_ends(house: House, django_capture_on_commit_callbacks: Any) -> None:
    made = prepared(house, "committee", django_capture_on_commit_callbacks, form="xlsx")
    name = made.file.name
    ReportFile.objects.filter(pk=made.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert fetched(house, "committee", made).status_code == 403
    assert storages["private"].exists(name)
    making.clear(timezone.now())
    assert not storages["private"].exists(name)
    assert fetched(house, "committee", made).status_code == 404


def test_nobody_fetches_with_other_rights_than_then(house: House, django_capture_on_commit_callbacks: Any) -> None:
    made = prepared(house, "leader", django_capture_on_commit_callbacks)
    MembershipFactory(user=house.leader, role=Role.objects.get(code="contributor"), unit=house.theirs)
    answer = fetched(house, "leader", made)
    assert answer.status_code == 403
    assert "help-warning" in answer.content.decode()


def test_what_cannot_be_made_says_so_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ReportFile.objects.create(
        owner=house.leader, report="nhip-do", question={**YEAR, "line": "", "column": ""}, form="csv", name="Tin"
    )
    making.make.call(wanted.pk)
    wanted.refresh_from_db()
    assert wanted.state == ReportFile.State.FAILED
    assert "Tin" in Message.objects.of(house.leader).latest("pk").text
    told = Message.objects.count()
    making.make.call(wanted.pk)
    assert Message.objects.count() == told


def test_who_sees_no_report_prepares_none(house: House) -> None:
    assert house.client("reader").post(PREPARE, {**YEAR, "form": "csv"}).status_code in {302, 403}
    officer_only = reverse("reports:prepare", args=["phan-anh"])
    assert house.client("leader").post(officer_only, {**YEAR, "form": "csv"}).status_code == 403
    foreign = {**YEAR, "unit": house.theirs.code, "form": "csv"}
    assert house.client("leader").post(PREPARE, foreign).status_code == 404
    assert not ReportFile.objects.exists()
