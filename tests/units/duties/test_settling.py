"""Judging a period that is over: once, for good, however late; a later verdict is never silent."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.duties._desk import FOURTH, THIRD, a_duty, at, given
from units.contributions.models import ImmutableRow
from units.duties import keeping, settling, telling
from units.duties.keeping import Ground
from units.duties.models import Duty, DutyExcuse, DutySettlement, DutyVerdict, State
from units.messages.models import Kind, Message
from units.models import RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

GROUND = Ground("Công văn số 5-CV/ĐUK", date(2026, 8, 1), "Đang sắp xếp lại tổ chức")


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def duty(house: House) -> Duty:
    return a_duty(valid_from=THIRD.first)


def run(*moment: int, **options: Any) -> str:
    out = StringIO()
    with at(*moment):
        call_command("settle_duties", stdout=out, **options)
    return out.getvalue()


def verdicts() -> dict[str, str]:
    return {each.unit.code: each.state for each in DutyVerdict.objects.standing().select_related("unit")}


def told() -> set[tuple[Any, str]]:
    return set(Message.objects.values_list("recipient__username", "kind"))


def test_a_period_is_judged_when_it_is_over_and_its_last_second_has_settled(house: House, duty: Duty) -> None:
    given(house.ours, 9, 30, 23, 59, 59)
    run(2026, 10, 1, 0, 59)
    assert verdicts() == {}
    run(2026, 10, 1, 1, 0)
    assert verdicts() == {"vptu": State.FULFILLED, "btgtu": State.MISSED}


def test_running_it_again_judges_and_tells_nothing_twice(house: House, duty: Duty) -> None:
    run(2026, 10, 2)
    before = (DutyVerdict.objects.count(), Message.objects.count(), RecordEntry.objects.count())
    assert before[0] == 2
    run(2026, 10, 2)
    run(2026, 11, 2)
    assert (DutyVerdict.objects.count(), Message.objects.count(), RecordEntry.objects.count()) == before


def test_of_two_runs_at_once_the_second_finds_the_period_judged(house: House, duty: Duty) -> None:
    both = list(settling.due(local(2026, 10, 2)))
    assert both == [(duty, THIRD)]
    assert settling.settle(duty, THIRD, local(2026, 10, 2)) is not None
    assert settling.settle(duty, THIRD, local(2026, 10, 2)) is None


def test_an_interruption_leaves_nothing_and_the_next_run_does_it_all(house, duty, monkeypatch) -> None:
    def power_cut(*args: Any) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(telling, "shortfall", power_cut)
        with pytest.raises(RuntimeError):
            run(2026, 10, 2)
    assert (DutySettlement.objects.count(), DutyVerdict.objects.count(), Message.objects.count()) == (0, 0, 0)
    run(2026, 10, 2)
    assert len(verdicts()) == 2


def test_missed_nights_are_made_up_for_with_the_same_verdicts(house: House, duty: Duty) -> None:
    monthly = a_duty(span="month", valid_from=date(2026, 7, 1), unit=house.ours)
    given(house.ours, 8, 15)
    run(2026, 11, 20)
    months = DutyVerdict.objects.filter(settlement__duty=monthly).order_by("settlement__first")
    assert [(each.settlement.first.month, each.state) for each in months] == [
        (7, State.MISSED),
        (8, State.FULFILLED),
        (9, State.MISSED),
        (10, State.MISSED),
    ]
    assert DutySettlement.objects.filter(duty=duty).count() == 1


def test_the_shortfall_goes_to_the_leader_and_to_the_office_and_nobody_else(house: House, duty: Duty) -> None:
    given(house.boardless, 8, 1)
    run(2026, 10, 2)
    assert told() == {(house.leader.username, Kind.OVERDUE), (house.office.username, Kind.ESCALATED)}
    assert house.ours.name in Message.objects.get(recipient=house.office).text


def test_where_all_have_fulfilled_it_nobody_is_told(house: House, duty: Duty) -> None:
    for unit in (house.ours, house.boardless):
        given(unit, 8, 1)
    run(2026, 10, 2)
    assert told() == set()
    entry = RecordEntry.objects.get(verb=Verb.JUDGED)
    assert entry.details["fulfilled"] == [house.ours.name, house.boardless.name]


def test_a_verdict_is_never_changed_or_removed(house: House, duty: Duty) -> None:
    run(2026, 10, 2)
    verdict = DutyVerdict.objects.first()
    assert verdict is not None
    for act in (verdict.save, verdict.delete, DutyVerdict.objects.all().delete):
        with pytest.raises(ImmutableRow):
            act()
    with pytest.raises(ImmutableRow):
        DutyVerdict.objects.update(state=State.FULFILLED)


def test_an_excused_unit_owes_nothing(house: House, duty: Duty) -> None:
    with at(2026, 8, 2):
        keeping.excuse(duty, house.ours, THIRD, GROUND, house.office)
    run(2026, 10, 2)
    assert verdicts()["vptu"] == State.EXCUSED
    assert (house.leader.username, Kind.OVERDUE) not in told()


def test_an_excuse_after_the_verdict_replaces_it_openly_and_its_end_brings_it_back(house: House, duty: Duty) -> None:
    run(2026, 10, 2)
    Message.objects.all().delete()
    with at(2026, 10, 9):
        excuse = keeping.excuse(duty, house.ours, THIRD, GROUND, house.office)
        assert verdicts()["vptu"] == State.EXCUSED
        assert told() == {(house.leader.username, Kind.TOLD)}
        keeping.end_excuse(excuse, "Nhập nhầm đơn vị", house.superuser)
    assert verdicts()["vptu"] == State.MISSED
    chain = DutyVerdict.objects.filter(unit=house.ours).order_by("pk")
    assert [(each.state, each.made_by) for each in chain] == [
        (State.MISSED, None),
        (State.EXCUSED, house.office),
        (State.MISSED, house.superuser),
    ]
    assert RecordEntry.objects.filter(verb=Verb.JUDGED_AGAIN).count() == 2
    assert DutyExcuse.objects.get().end_reason == "Nhập nhầm đơn vị"
    with pytest.raises(PermissionDenied):
        keeping.end_excuse(excuse, "Lần nữa", house.office)


def test_a_repair_needs_a_reason_and_says_what_it_replaced(house: House, duty: Duty) -> None:
    run(2026, 10, 2)
    given(house.ours, 8, 1)
    with pytest.raises(CommandError):
        run(2026, 10, 9, again=[str(duty.pk), "2026-09-30"])
    assert verdicts()["vptu"] == State.MISSED
    out = run(2026, 10, 9, again=[str(duty.pk), "2026-09-30"], reason="Sổ ghi thiếu một tin")
    assert verdicts()["vptu"] == State.FULFILLED
    assert house.ours.name in out
    assert house.boardless.name not in out
    entry = RecordEntry.objects.get(verb=Verb.JUDGED_AGAIN)
    assert (entry.unit_id, entry.details["reason"]) == (house.ours.pk, "Sổ ghi thiếu một tin")
    assert (house.leader.username, Kind.TOLD) in told()


@pytest.mark.parametrize("again", [["0", "2026-09-30"], ["x", "2026-09-30"], ["{}", "hôm qua"], ["{}", "2026-12-30"]])
def test_a_repair_of_what_is_not_there_is_refused_with_a_sentence(house: House, duty: Duty, again: list[str]) -> None:
    run(2026, 10, 2)
    with pytest.raises(CommandError, match=r"\.$"):
        run(2026, 10, 9, again=[part.format(duty.pk) for part in again], reason="Thử")


def test_a_dry_run_only_says_what_it_would_do(house: House, duty: Duty) -> None:
    assert duty.name in run(2026, 10, 2, dry_run=True)
    assert verdicts() == {}


def test_a_duty_that_ended_within_the_period_is_not_judged(house: House, duty: Duty) -> None:
    with at(2026, 10, 15):
        keeping.end(duty, date(2026, 10, 14), "Quyết định số 9-QĐ/ĐUK", house.office)
    run(2027, 1, 5)
    assert list(DutySettlement.objects.values_list("first", flat=True)) == [THIRD.first]
    assert FOURTH.last > date(2026, 10, 14) + timedelta(days=1)
