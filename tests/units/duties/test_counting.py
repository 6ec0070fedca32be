"""What counts towards a duty: public within the period, to the second, not held or withdrawn before its end."""

from __future__ import annotations

import pytest
from django.utils import timezone

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_returned
from tests.factories.contributions import local
from tests.units._house import House, a_house, fresh
from tests.units.duties._desk import THIRD, a_duty, at, given, measured
from units import calendar
from units.approval import measures
from units.approval.measures import End
from units.approval.models import Hold, Withdrawal
from units.duties import settling, spans
from units.duties.models import State
from units.duties.reckoning import Standing, reckon

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]


@pytest.fixture
def house() -> House:
    return a_house()


def standing(house: House, period=THIRD, **duty) -> Standing:
    """Our unit's standing with a new duty, at the present moment."""
    return next(each for each in reckon([(a_duty(**duty), period)], timezone.now()) if each.unit == house.ours)


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        ((6, 30, 23, 59, 59), False),
        ((7, 1, 0, 0, 0), True),
        ((9, 30, 23, 59, 59), True),
        ((10, 1, 0, 0, 0), False),
    ],
)
def test_the_edges_of_a_quarter_are_those_of_vietnam(house: House, moment: tuple[int, ...], counts: bool) -> None:
    given(house.ours, *moment)
    with at(2026, 11, 1):
        assert standing(house).counted == int(counts)


def test_only_the_kind_that_is_owed_and_the_unit_that_owes_it_count(house: House) -> None:
    given(house.ours, 8, 1, kind="feature")
    given(house.boardless, 8, 1)
    with at(2026, 11, 1):
        assert standing(house).state == State.MISSED


@pytest.mark.parametrize("kind", [Hold, Withdrawal])
@pytest.mark.parametrize(("moment", "counts"), [((9, 30, 23, 59, 59), False), ((10, 1, 0, 0, 0), True)])
def test_what_is_held_or_withdrawn_before_the_end_does_not_count(house, kind, moment, counts) -> None:
    row = given(house.ours, 8, 1)
    fields = {"meaning": Withdrawal.Meaning.ERROR} if kind is Withdrawal else {"was_public": True}
    measured(kind, row, house, local(2026, *moment), **fields)
    with at(2026, 11, 1):
        assert standing(house).counted == int(counts)


@pytest.mark.parametrize(("released", "counts"), [((9, 20), True), ((10, 2), False)])
def test_a_hold_that_was_released_in_time_does_no_harm(house: House, released: tuple[int, int], counts: bool) -> None:
    row = given(house.ours, 8, 1)
    held = measured(Hold, row, house, local(2026, 9, 10), was_public=True)
    Hold.objects.filter(pk=held.pk).update(ended_at=local(2026, *released), ended_by=house.office)
    with at(2026, 11, 1):
        assert standing(house).counted == int(counts)


@pytest.mark.parametrize("meaning", Withdrawal.Meaning.values)
def test_every_meaning_of_a_withdrawal_takes_the_item_out_of_the_count(house: House, meaning: str) -> None:
    measured(Withdrawal, given(house.ours, 8, 1), house, local(2026, 8, 3), meaning=meaning)
    with at(2026, 8, 4):
        assert standing(house).state == State.PENDING


def test_drafts_and_returned_items_do_not_count_and_real_measures_take_items_out(house: House) -> None:
    a_draft(house.ours, house.contributor)
    a_returned(house.ours, house.contributor, house.board)
    duty = a_duty(valid_from=calendar.today().replace(month=1, day=1), span="year")
    period = spans.period_of("year", calendar.today())
    team = house.portal.member("standing_committee")
    role = team.memberships.get().role
    role.capabilities = [*role.capabilities, "oversee"]
    role.save()

    def state() -> State:
        return next(each.state for each in reckon([(duty, period)], timezone.now()) if each.unit == house.ours)

    assert state() == State.PENDING
    item: ArticlePage = a_public(house.ours, house.contributor, house.board)
    assert state() == State.FULFILLED
    measures.hold(item, team, "Kiểm tra lại")
    assert state() == State.PENDING
    measures.release(fresh(item), team, "Đã đúng")
    assert state() == State.FULFILLED
    measures.withdraw(fresh(item), team, "Đăng nhầm", End(Withdrawal.Meaning.ERROR))
    assert state() == State.PENDING


def test_a_withdrawal_after_the_end_changes_no_verdict(house: House) -> None:
    row, duty = given(house.ours, 8, 1), a_duty(valid_from=THIRD.first)
    with at(2026, 10, 2):
        settling.settle(duty, THIRD, local(2026, 10, 2))
    measured(Withdrawal, row, house, local(2026, 10, 5), meaning=Withdrawal.Meaning.ERROR)
    verdict = settling.standing_verdict(duty, house.ours.pk, THIRD)
    assert verdict is not None
    assert (verdict.state, verdict.items) == (State.FULFILLED, [row.pk])
    with at(2026, 10, 9):
        assert settling.judge_again(duty, THIRD, local(2026, 10, 9), "Kiểm tra") == []
