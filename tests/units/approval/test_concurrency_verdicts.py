"""Verdicts, edits at a stage and submissions at the same instant: one clear outcome each (LD-5.1a, ND-10.2a)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import WorkflowState

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_waiting
from tests.units._house import House, a_house, fresh
from tests.units._together import CONCURRENT, Run, afterwards, refusals
from units.approval import actions, editing, routes
from units.approval.models import Delegation, Verdict
from units.approval.routes import Stage
from units.calendar import today
from units.models import Contribution, Membership, StageState

LAYS_ITSELF = True
pytestmark = [CONCURRENT, pytest.mark.clause("LD-5.1a", "ND-10.2a")]

MENDED = "Bản đã sửa ở bước duyệt"


@pytest.fixture
def house() -> House:
    return a_house()


def two_people(house: House) -> ArticlePage:
    """An article that waits for two of three people of the board."""
    routes.lay("Hai người duyệt", [Stage("Ban biên tập duyệt", "board", "unit", approvals=2)])
    house.people["third_board"] = house.portal.member("board", house.ours)
    return a_waiting(house.ours, house.contributor)


def editable(house: House) -> ArticlePage:
    """An article at a stage where approvers may edit."""
    routes.lay("Duyệt và sửa", [Stage("Ban biên tập duyệt", "board", "unit", may_edit=True)])
    house.people["third_board"] = house.portal.member("board", house.ours)
    return a_waiting(house.ours, house.contributor)


def being_edited(house: House) -> ArticlePage:
    """An article that one of the board has begun to edit and changed."""
    item = editable(house)
    editing.begin(item, house.board)
    item = fresh(item)
    item.title = MENDED
    item.save_revision(user=house.board)
    return fresh(item)


def state_of(item: ArticlePage) -> tuple[bool, int, int]:
    """Whether it is public, its rows in the ledger, the approvals given."""
    return fresh(item).live, Contribution.objects.count(), Verdict.objects.approving().count()


def visits(item: ArticlePage, status: str) -> int:
    return StageState.objects.of(item).filter(status=status).count()


def test_two_who_are_both_needed_make_one_publication(house: House, together: Run) -> None:
    item, first, second = two_people(house), house.board, house.second_board
    outcome = together(lambda: actions.approve(fresh(item), first), lambda: actions.approve(fresh(item), second))
    assert refusals(outcome) == [], outcome
    assert afterwards(together, lambda: state_of(item)) == (True, 1, 2)
    assert afterwards(together, lambda: visits(item, StageState.STATUS_APPROVED)) == 1


def test_of_three_where_two_are_needed_the_third_is_told(house: House, together: Run) -> None:
    item = two_people(house)
    people = [house.board, house.second_board, house.third_board]
    outcome = together(*(lambda person=person: actions.approve(fresh(item), person) for person in people))
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: state_of(item)) == (True, 1, 2)


def test_one_person_pressing_twice_is_one_person(house: House, together: Run) -> None:
    item, board = two_people(house), house.board
    outcome = together(lambda: actions.approve(fresh(item), board), lambda: actions.approve(fresh(item), board))
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: state_of(item)) == (False, 0, 1)
    assert afterwards(together, lambda: visits(item, StageState.STATUS_IN_PROGRESS)) == 1


def test_the_second_approval_and_a_return_do_not_both_count(house: House, together: Run) -> None:
    item, second, third = two_people(house), house.second_board, house.third_board
    actions.approve(item, house.board)
    outcome = together(
        lambda: actions.approve(fresh(item), second), lambda: actions.send_back(fresh(item), third, "Thiếu nguồn.")
    )
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: state_of(item)) in [(True, 1, 2), (False, 0, 1)]


def test_an_approval_and_the_beginning_of_an_edit_do_not_both_count(house: House, together: Run) -> None:
    item, board, second = editable(house), house.board, house.second_board
    outcome = together(lambda: editing.begin(fresh(item), board), lambda: actions.approve(fresh(item), second))
    assert len(refusals(outcome)) == 1, outcome

    def found() -> tuple[bool, bool]:
        return fresh(item).live, StageState.objects.of(item).filter(editor=board).exists()

    assert afterwards(together, found) in [(True, False), (False, True)]


def test_two_who_begin_to_edit_are_one_editor(house: House, together: Run) -> None:
    item, board, second = editable(house), house.board, house.second_board
    outcome = together(lambda: editing.begin(fresh(item), board), lambda: editing.begin(fresh(item), second))
    assert len(refusals(outcome)) == 1, outcome
    refused = board if isinstance(outcome[0], Exception) else second
    editor = afterwards(together, lambda: StageState.objects.waiting().of(item).get().editor)
    assert editor == (second if refused == board else board)


def test_an_edit_is_handed_over_once(house: House, together: Run) -> None:
    item, board = being_edited(house), house.board
    outcome = together(lambda: editing.hand_over(fresh(item), board), lambda: editing.hand_over(fresh(item), board))
    assert len(refusals(outcome)) == 1, outcome

    def found() -> tuple[int, int, Any]:
        waiting = StageState.objects.waiting().of(item)
        return (
            waiting.count(),
            waiting.filter(editor=None).count(),
            waiting.get().revision_id == item.latest_revision_id,
        )

    assert afterwards(together, found) == (1, 1, True)


def test_an_approval_while_an_edit_is_handed_over_is_of_the_edited_text_or_refused(house: House, together: Run) -> None:
    item, board, second = being_edited(house), house.board, house.second_board
    outcome = together(lambda: editing.hand_over(fresh(item), board), lambda: actions.approve(fresh(item), second))
    assert not isinstance(outcome[0], Exception), outcome
    approved = not isinstance(outcome[1], Exception)
    live, rows, approvals = afterwards(together, lambda: state_of(item))
    assert (live, rows, approvals) == ((True, 1, 1) if approved else (False, 0, 0))
    assert afterwards(together, lambda: fresh(item).title == MENDED) == approved


def test_taking_back_and_approving_do_not_both_count(house: House, together: Run) -> None:
    item, author, board = a_waiting(house.ours, house.contributor), house.contributor, house.board
    outcome = together(lambda: actions.take_back(fresh(item), author), lambda: actions.approve(fresh(item), board))
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: state_of(item)) in [(True, 1, 1), (False, 0, 0)]
    assert afterwards(together, lambda: visits(item, StageState.STATUS_IN_PROGRESS)) == 0


def test_pressing_submit_twice_submits_once(house: House, together: Run) -> None:
    item, author = a_draft(house.ours, house.contributor), house.contributor
    outcome = together(lambda: actions.submit(fresh(item), author), lambda: actions.submit(fresh(item), author))
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: WorkflowState.objects.for_instance(item).count()) == 1
    assert afterwards(together, lambda: visits(item, StageState.STATUS_IN_PROGRESS)) == 1


def test_a_membership_that_ends_between_two_approvals_leaves_no_half_verdict(house: House, together: Run) -> None:
    item, second = two_people(house), house.second_board
    actions.approve(item, house.board)

    def end() -> None:
        Membership.objects.filter(user=second).update(valid_to=today() - timedelta(days=1))

    outcome = together(lambda: actions.approve(fresh(item), second), end)
    approved = not refusals(outcome)
    assert afterwards(together, lambda: state_of(item)) == ((True, 1, 2) if approved else (False, 0, 1))


@pytest.mark.clause("ND-5.4b")
def test_a_delegation_that_ends_at_the_same_instant_leaves_no_half_verdict(house: House, together: Run) -> None:
    item, leader = a_waiting(house.ours, house.contributor), house.leader
    seat = Membership.objects.get(user=house.board)
    Delegation.objects.create(membership=seat, delegate=leader, valid_to=today(), reason="Họp.", made_by=house.board)

    def end() -> None:
        Delegation.objects.update(valid_to=today() - timedelta(days=1))

    outcome = together(lambda: actions.approve(fresh(item), leader), end)
    approved = not refusals(outcome)
    assert afterwards(together, lambda: state_of(item)) == ((True, 1, 1) if approved else (False, 0, 0))
