"""Whom a duty binds: whoever was what it asks for on every day of the period; the rest is shown with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.duties._desk import FOURTH, THIRD, a_duty, at
from units.duties import settling
from units.duties.matrix import cell_of
from units.duties.models import Duty, State, Why
from units.duties.reckoning import Standing, reckon
from units.models import FormerKind, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-1.2a")]


@pytest.fixture
def house() -> House:
    return a_house()


def standings(duty: Duty, period: Any = THIRD) -> dict[int, Standing]:
    return {each.unit.pk: each for each in reckon([(duty, period)], local(2026, 11, 1))}


def test_a_duty_of_a_kind_concerns_the_units_of_that_kind_alone(house: House) -> None:
    assert set(standings(a_duty())) == {house.ours.pk, house.boardless.pk}
    assert set(standings(a_duty(unit=house.theirs))) == {house.theirs.pk}


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"valid_from": date(2026, 7, 1)}, ""),
        ({"valid_from": date(2026, 7, 2)}, Why.JOINED),
        ({"valid_to": date(2026, 9, 30)}, ""),
        ({"valid_to": date(2026, 9, 29)}, Why.ENDED),
    ],
)
def test_a_unit_that_did_not_exist_on_every_day_is_not_bound(house: House, days: dict[str, date], why: str) -> None:
    for name, day in days.items():
        setattr(house.ours, name, day)
    house.ours.save()
    found = standings(a_duty())[house.ours.pk]
    assert found.tie.why == why
    assert found.state == (State.NOT_BOUND if why else State.MISSED)


@pytest.mark.parametrize("days", [{"valid_from": date(2026, 10, 1)}, {"valid_to": date(2026, 6, 30)}])
def test_a_unit_that_existed_on_no_day_is_not_concerned(house: House, days: dict[str, date]) -> None:
    type(house.ours).objects.filter(pk=house.ours.pk).update(**days)
    assert house.ours.pk not in standings(a_duty())


def test_a_change_of_kind_within_the_period_binds_to_neither_duty_and_from_the_next_on_to_the_new_one(house) -> None:
    other = UnitKind.objects.get(code="dang-uy")
    old, new = a_duty(), a_duty(unit_kind=other)
    with at(2026, 8, 10):
        house.ours.kind = other
        house.ours.save()
    for duty in (old, new):
        found = standings(duty)[house.ours.pk]
        assert (found.state, found.tie.why, found.tie.on) == (State.NOT_BOUND, Why.KIND_CHANGED, date(2026, 8, 10))
    assert house.ours.pk not in standings(old, FOURTH)
    assert standings(new, FOURTH)[house.ours.pk].tie.binds


def test_a_change_of_kind_on_the_first_day_of_a_quarter_leaves_both_quarters_whole(house: House) -> None:
    other = UnitKind.objects.get(code="dang-uy")
    with at(2026, 10, 1, 8):
        house.ours.kind = other
        house.ours.save()
    assert standings(a_duty())[house.ours.pk].tie.binds
    assert standings(a_duty(unit_kind=other), FOURTH)[house.ours.pk].tie.binds


def test_a_kind_entered_by_mistake_and_put_right_on_the_same_day_leaves_no_trace(house: House) -> None:
    right = house.ours.kind
    with at(2026, 8, 10):
        for kind in (UnitKind.objects.get(code="dang-uy"), right):
            house.ours.kind = kind
            house.ours.save()
    assert not FormerKind.objects.exists()
    assert standings(a_duty())[house.ours.pk].tie.binds


@pytest.mark.parametrize("days", [{"valid_from": date(2026, 7, 2)}, {"valid_to": date(2026, 9, 29)}])
def test_a_duty_that_does_not_hold_on_every_day_binds_nobody(house: House, days: dict[str, date]) -> None:
    assert standings(a_duty(**days)) == {}


def test_a_past_verdict_knows_neither_the_new_name_nor_the_new_kind(house: House) -> None:
    duty, before = a_duty(valid_from=THIRD.first), house.ours.name
    with at(2026, 10, 2):
        settling.settle(duty, THIRD, local(2026, 10, 2))
    with at(2026, 10, 20):
        house.ours.name, house.ours.kind = "Ban mới", UnitKind.objects.get(code="dang-uy")
        house.ours.save()
    cell = cell_of(duty, house.ours, THIRD, local(2026, 11, 1))
    assert cell is not None
    assert (cell.unit_name, cell.state) == (before, State.MISSED)
    verdict = settling.standing_verdict(duty, house.ours.pk, THIRD)
    assert verdict is not None
    assert verdict.kind_name == "Các Ban Đảng"


def test_a_unit_that_gets_the_kind_later_is_not_drawn_into_a_judged_period(house: House) -> None:
    duty = a_duty(valid_from=THIRD.first)
    with at(2026, 10, 2):
        settling.settle(duty, THIRD, local(2026, 10, 2))
    type(house.theirs).objects.filter(pk=house.theirs.pk).update(kind=duty.unit_kind_id)
    assert cell_of(duty, house.theirs, THIRD, local(2026, 11, 1)) is None


def test_a_duty_that_nothing_can_fulfil_binds_nobody_and_is_settled_as_such(house: House) -> None:
    duty = a_duty(kind="not-furnished-yet", valid_from=THIRD.first)
    assert {each.tie.why for each in standings(duty).values()} == {Why.NO_CONTENT}
    with at(2026, 10, 2):
        verdicts = settling.settle(duty, THIRD, local(2026, 10, 2))
    assert {verdict.state for verdict in verdicts or []} == {State.NOT_BOUND}
