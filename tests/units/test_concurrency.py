"""Two verdicts at the same instant: one counts, the other gets a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.articles import a_waiting
from tests.units._house import House, a_house, fresh
from tests.units._together import CONCURRENT
from units.approval import actions
from units.calendar import today
from units.models import Contribution, Membership, StageState

LAYS_ITSELF = True
pytestmark = [CONCURRENT, pytest.mark.clause("LD-5.1a", "LD-6.1a")]


@pytest.fixture
def house() -> House:
    return a_house()


def test_two_approvals_at_once_make_one_publication(house, together):
    item = a_waiting(house.ours, house.contributor)
    board, second_board = house.board, house.second_board
    outcome = together(lambda: actions.approve(fresh(item), board), lambda: actions.approve(fresh(item), second_board))
    refused = [answer for answer in outcome if isinstance(answer, PermissionDenied)]
    assert len(refused) == 1, outcome
    assert str(refused[0])

    def found() -> tuple[bool, int, int]:
        approved = StageState.objects.filter(status=StageState.STATUS_APPROVED)
        return fresh(item).live, Contribution.objects.count(), approved.count()

    assert together(found) == [(True, 1, 1)]


def test_an_approval_and_a_return_at_once_do_not_both_count(house, together):
    item = a_waiting(house.ours, house.contributor)
    board, second_board = house.board, house.second_board
    outcome = together(
        lambda: actions.approve(fresh(item), board),
        lambda: actions.send_back(fresh(item), second_board, "Bổ sung ngày họp."),
    )
    assert sum(isinstance(answer, PermissionDenied) for answer in outcome) == 1, outcome

    def found() -> tuple[bool, int]:
        return fresh(item).live, Contribution.objects.count()

    assert together(found)[0] in [(True, 1), (False, 0)]


def test_a_membership_that_ends_at_the_same_instant_leaves_no_half_verdict(house, together):
    item, board = a_waiting(house.ours, house.contributor), house.board

    def end() -> None:
        Membership.objects.filter(user=board).update(valid_to=today() - timedelta(days=1))

    outcome = together(lambda: actions.approve(fresh(item), board), end)

    def found() -> tuple[bool, int]:
        return fresh(item).live, Contribution.objects.count()

    refused = isinstance(outcome[0], PermissionDenied)
    assert together(found) == [(not refused, 0 if refused else 1)]
