"""Holds, withdrawals and emergencies at the same instant as a verdict or each other; the record stays one chain."""

from __future__ import annotations

from collections import Counter

import pytest

from home.models import ArticlePage
from tests.factories.articles import a_public, a_waiting
from tests.units._house import House, a_house, fresh
from tests.units._together import CONCURRENT, Run, afterwards, refusals
from units.approval import actions, measures
from units.approval.models import Emergency, Hold, Withdrawal
from units.models import Contribution, Role
from units.record.models import RecordEntry

LAYS_ITSELF = True
pytestmark = [CONCURRENT, pytest.mark.clause("ND-5.1", "ND-5.4a", "ND-13.6d")]

REASON = "Có phản ánh của bạn đọc."


@pytest.fixture
def house() -> House:
    """The house, whose standing committee oversees the portal and may publish in an emergency."""
    Role.objects.filter(code="standing_committee").update(capabilities=["reports", "oversee", "emergency"])
    found = a_house()
    Role.objects.filter(code="standing_committee").update(capabilities=["reports", "oversee", "emergency"])
    found.people["second_committee"] = found.portal.member("standing_committee")
    return found


def public(house: House) -> ArticlePage:
    return a_public(house.ours, house.contributor, house.board)


def test_what_is_held_and_approved_at_once_is_not_public(house: House, together: Run) -> None:
    item, board, committee = a_waiting(house.ours, house.contributor), house.board, house.committee
    outcome = together(
        lambda: actions.approve(fresh(item), board), lambda: measures.hold(fresh(item), committee, REASON)
    )
    assert not isinstance(outcome[1], Exception), outcome
    approved = not refusals(outcome)

    def found() -> tuple[bool, int, list[bool]]:
        holds = Hold.objects.about(item).open().values_list("was_public", flat=True)
        return fresh(item).live, Contribution.objects.count(), list(holds)

    assert afterwards(together, found) == (False, int(approved), [approved])


def test_an_emergency_and_an_approval_at_once_publish_once(house: House, together: Run) -> None:
    item, board, committee = a_waiting(house.ours, house.contributor), house.board, house.committee
    outcome = together(
        lambda: actions.approve(fresh(item), board),
        lambda: measures.publish_in_emergency(fresh(item), committee, REASON),
    )
    assert len(refusals(outcome)) == 1, outcome
    urgent = isinstance(outcome[0], Exception)

    def found() -> tuple[bool, int, int]:
        return fresh(item).live, Contribution.objects.count(), Emergency.objects.open().count()

    assert afterwards(together, found) == (True, 1, int(urgent))


def test_two_holds_at_once_are_one(house: House, together: Run) -> None:
    item, first, second = public(house), house.committee, house.second_committee
    outcome = together(
        lambda: measures.hold(fresh(item), first, REASON), lambda: measures.hold(fresh(item), second, REASON)
    )
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: (fresh(item).live, Hold.objects.count())) == (False, 1)


def test_a_release_and_a_withdrawal_at_once_end_the_hold_once(house: House, together: Run) -> None:
    item, first, second = public(house), house.committee, house.second_committee
    measures.hold(item, first, REASON)
    outcome = together(
        lambda: measures.release(fresh(item), first, REASON),
        lambda: measures.withdraw(fresh(item), second, REASON, measures.End("error")),
    )
    # Released first, it is public again and can still be withdrawn; withdrawn first, there is nothing to release.
    assert not isinstance(outcome[1], Exception), outcome

    def found() -> tuple[bool, int, int]:
        return fresh(item).live, Hold.objects.open().count(), Withdrawal.objects.open().count()

    assert afterwards(together, found) == (False, 0, 1)


def test_two_withdrawals_at_once_are_one(house: House, together: Run) -> None:
    item, first, second = public(house), house.committee, house.second_committee
    outcome = together(
        *(
            lambda person=person: measures.withdraw(fresh(item), person, REASON, measures.End("error"))
            for person in (first, second)
        )
    )
    assert len(refusals(outcome)) == 1, outcome
    assert afterwards(together, lambda: (fresh(item).live, Withdrawal.objects.count())) == (False, 1)


def test_two_who_sign_off_at_once_are_one(house: House, together: Run) -> None:
    item, first, second = a_waiting(house.ours, house.contributor), house.board, house.second_board
    measures.publish_in_emergency(item, house.committee, REASON)
    outcome = together(lambda: measures.sign_off(fresh(item), first), lambda: measures.sign_off(fresh(item), second))
    assert len(refusals(outcome)) == 1, outcome
    signed = second if isinstance(outcome[0], Exception) else first
    assert afterwards(together, lambda: Emergency.objects.get().ended_by) == signed


def test_a_sign_off_while_the_item_is_held_keeps_it_out_of_sight(house: House, together: Run) -> None:
    item, board, second = a_waiting(house.ours, house.contributor), house.board, house.second_committee
    measures.publish_in_emergency(item, house.committee, REASON)
    outcome = together(
        lambda: measures.hold(fresh(item), second, REASON), lambda: measures.sign_off(fresh(item), board)
    )
    assert not isinstance(outcome[0], Exception), outcome
    assert afterwards(together, lambda: (fresh(item).live, Hold.objects.open().count())) == (False, 1)


def test_acts_on_different_items_at_once_make_one_chain(house: House, together: Run) -> None:
    """Nobody waits for an item of somebody else, yet every entry is joined to the one before."""
    items = [a_waiting(house.ours, house.contributor) for _number in range(2)]
    theirs = a_waiting(house.theirs, house.their_writer)
    shown = public(house)
    before = RecordEntry.objects.count()
    board, second, their_board, committee = house.board, house.second_board, house.their_board, house.committee
    outcome = together(
        lambda: actions.approve(fresh(items[0]), board),
        lambda: actions.send_back(fresh(items[1]), second, "Bổ sung."),
        lambda: actions.approve(fresh(theirs), their_board),
        lambda: measures.hold(fresh(shown), committee, REASON),
    )
    assert refusals(outcome) == [], outcome

    def noted() -> Counter[str]:
        return Counter(RecordEntry.objects.filter(number__gt=before).values_list("verb", flat=True))

    assert afterwards(together, noted) >= Counter(approved=2, published=2, returned=1, held=1)
