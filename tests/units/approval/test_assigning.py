"""Who takes an item on: the one with the fewest, never somebody away, and always somebody who may decide (ND-5.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from home.models import ArticlePage
from tests.factories.articles import a_draft
from tests.factories.units import MembershipFactory
from tests.units._house import House, fresh
from tests.units.approval._routes import COMMITTEE, a_house_with, lend, submitted
from units.approval import actions, assigning
from units.approval.models import Delegation, StageState
from units.approval.routes import Stage
from units.calendar import today
from units.messages.models import Kind, Message
from units.models import Membership, Role
from units.record.models import RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.2")]

ASSIGNED = Stage("Ban biên tập duyệt", "board", "unit", assigns=True)


@pytest.fixture
def house() -> House:
    return a_house_with(ASSIGNED, COMMITTEE)


def assignee(item: ArticlePage) -> Any:
    return StageState.objects.waiting().of(item).get().assignee


def others(house: House, item: ArticlePage) -> tuple[Any, Any]:
    """Who has the item, and the other of the two who may decide on it."""
    has = assignee(item)
    return has, house.second_board if has == house.board else house.board


def test_whoever_has_the_fewest_gets_the_next(house):
    given = [assignee(submitted(house)) for _ in range(4)]
    assert given == [house.board, house.second_board, house.board, house.second_board]


def test_what_has_been_decided_counts_no_longer(house):
    first, _second = submitted(house), submitted(house)
    actions.approve(first, house.board)
    assert assignee(submitted(house)) == house.board


def test_a_stage_that_does_not_assign_gives_its_items_to_nobody(house):
    item = submitted(house)
    actions.approve(item, house.board)
    assert StageState.objects.waiting().of(item).get().task.name == COMMITTEE.name
    assert assignee(item) is None


def test_whoever_is_away_gets_nothing_and_who_stands_in_does(house):
    lend(house.board, house.leader)
    given = {assignee(submitted(house)) for _ in range(4)}
    assert given == {house.second_board, house.leader}


def test_an_absence_that_is_over_or_to_come_changes_nothing(house):
    lent = lend(house.board, house.leader)
    for shift in (-10, 10):
        first = today() + timedelta(days=shift)
        Delegation.objects.filter(pk=lent.pk).update(valid_from=first, valid_to=first)
        assert {assignee(submitted(house)) for _ in range(2)} == {house.board, house.second_board}


def test_where_everybody_is_away_the_item_waits_for_whoever_may(house):
    lend(house.board, house.contributor)
    lend(house.second_board, house.contributor)
    item = submitted(house)
    assert assignee(item) is None
    actions.approve(item, house.board)


def test_nobody_is_given_their_own_text(house):
    draft = a_draft(house.ours, house.board, [house.portal.news])
    actions.submit(fresh(draft), house.board)
    assert assignee(draft) == house.second_board


def test_a_member_gives_the_item_to_another_which_is_noted_and_told(house):
    item = submitted(house)
    has, other = others(house, item)
    assigning.reassign(item, has, other)
    assert assignee(item) == other
    entry = RecordEntry.objects.filter(verb=Verb.ASSIGNED).get()
    assert entry.actor == has
    told = Message.objects.get(kind=Kind.ASSIGNED)
    assert told.recipient == other
    assert item.title in told.text
    assert str(has) in told.text


def test_a_member_takes_over_from_somebody_who_has_gone_away(house):
    item = submitted(house)
    has, other = others(house, item)
    lend(has, house.leader)
    assigning.reassign(item, other, other)
    assert assignee(item) == other
    assigning.reassign(fresh(item), house.leader, house.leader)
    assert assignee(item) == house.leader


@pytest.mark.parametrize("outsider", ["contributor", "leader", "their_board", "office", "superuser"])
def test_outsiders_assign_nothing(house, outsider):
    item = submitted(house)
    has, other = others(house, item)
    with pytest.raises(PermissionDenied) as refusal:
        assigning.reassign(item, getattr(house, outsider), other)
    assert str(other) in str(refusal.value)
    assert assignee(item) == has
    assert not Message.objects.filter(kind=Kind.ASSIGNED).exists()


@pytest.mark.parametrize("to", ["contributor", "leader", "their_board", "superuser"])
def test_nothing_is_assigned_to_writers_or_outsiders(house, to):
    item = submitted(house)
    has, other = others(house, item)
    with pytest.raises(PermissionDenied) as refusal:
        assigning.reassign(item, has, getattr(house, to))
    assert str(other) in str(refusal.value)
    assert assignee(item) == has


def test_a_member_who_wrote_the_text_neither_gets_it_nor_chooses_who_decides(house):
    MembershipFactory(user=house.contributor, role=Role.objects.get(code="board"), unit=house.ours)
    item = submitted(house)
    has, other = others(house, item)
    with pytest.raises(PermissionDenied):
        assigning.reassign(item, has, house.contributor)
    with pytest.raises(PermissionDenied):
        assigning.reassign(item, house.contributor, other)
    assert assignee(item) == has


def test_nothing_is_assigned_to_somebody_who_has_left(house):
    item = submitted(house)
    has, other = others(house, item)
    Membership.objects.filter(user=other).update(valid_to=today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        assigning.reassign(item, has, other)


def test_what_no_longer_waits_is_not_assigned(house):
    item = submitted(house)
    has, other = others(house, item)
    actions.send_back(item, has, "Bổ sung ngày họp.")
    with pytest.raises(PermissionDenied):
        assigning.reassign(fresh(item), has, other)


def test_the_others_may_decide_all_the_same(house):
    item = submitted(house)
    _has, other = others(house, item)
    actions.approve(item, other)
    assert StageState.objects.waiting().of(item).get().task.name == COMMITTEE.name
