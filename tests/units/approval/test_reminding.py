"""Warnings and escalation: to the stage's people, the unit's leader, the office, each once (ND-8.1, ND-8.2)."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import ArticlePage
from tests.factories.articles import a_draft
from tests.factories.contributions import local
from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house, fresh
from units.approval import actions, measures
from units.approval.reminding import remind, reminders
from units.approval.routes import Stage, lay
from units.clock.models import DayOff
from units.messages.models import Kind, Message
from units.models import Membership, Role, StageState

LAID_ON = local(2026, 1, 5)
pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-8.1", "ND-8.2")]

THURSDAY = local(2026, 10, 1).date()


@pytest.fixture
def house(time_machine: Any) -> House:
    time_machine.move_to(local(2026, 1, 5), tick=False)
    return a_house()


@pytest.fixture
def clock(time_machine: Any, house: House) -> Any:
    """Move to a moment of October 2026; what is told then, as pairs of the person's name in the house and the kind."""
    names = {person.pk: name for name, person in house.people.items()}

    def move(*at: int, run: bool = True) -> list[tuple[str, str]]:
        time_machine.move_to(local(2026, 10, *at), tick=False)
        before = Message.objects.count()
        if run:
            remind(timezone.now())
        new = Message.objects.order_by("pk")[before:]
        return [(names[message.recipient_id], message.kind) for message in new]

    return move


def waiting(house: House, **fields: Any) -> ArticlePage:
    item = a_draft(house.ours, house.contributor, **{"completed_on": THURSDAY, **fields})
    actions.submit(item, house.contributor)
    return fresh(item)


def both(kind: Kind) -> list[tuple[str, str]]:
    return [("board", kind), ("second_board", kind)]


def test_the_whole_ladder_each_rung_once(house, clock):
    """Due on Thursday the 8th: warned two days before, escalated after a working day each."""
    clock(2, 9, run=False)
    waiting(house, title="Tin chờ duyệt")
    assert clock(5, 23, 59) == []
    assert clock(6, 0) == both(Kind.WAITING)
    assert clock(6, 1) == clock(8, 23, 59) == []
    assert clock(9, 0) == both(Kind.OVERDUE)
    assert clock(9, 23, 59) == []
    # From Saturday 0:00 on no working time passes.
    assert clock(12, 0) == [("leader", Kind.ESCALATED)]
    assert "Tin chờ duyệt" in Message.objects.last().text
    assert clock(12, 23, 59) == []
    assert clock(13, 0) == [("office", Kind.ESCALATED)]
    assert clock(20, 0) == []


@pytest.mark.clause("ND-13.6a")
def test_the_office_hears_of_the_unit_and_not_of_the_unpublished_title(house, clock):
    clock(2, 9, run=False)
    waiting(house, title="Tin chờ duyệt")
    clock(30, 0)
    message = Message.objects.filter(recipient=house.office).get()
    assert house.ours.name in message.text
    assert "Tin chờ duyệt" not in message.text + message.about


def test_timely_news_is_warned_four_hours_before_and_every_hour_counts(house, clock):
    clock(10, 9, run=False)  # a Saturday
    waiting(house, timely=True, event_date=local(2026, 10, 10).date())
    assert clock(10, 19, 59) == []
    assert clock(10, 20) == both(Kind.DUE_TODAY)
    assert clock(11, 0) == both(Kind.OVERDUE)
    assert clock(12, 0) == [("leader", Kind.ESCALATED)]
    assert clock(13, 0) == [("office", Kind.ESCALATED)]


def test_a_stage_with_its_own_limit_warns_at_half_of_it(house, clock):
    lay("Có hạn", [Stage("Duyệt", "board", "unit", limit_hours=24)])
    clock(2, 8, run=False)
    waiting(house)
    assert clock(2, 19, 59) == []
    # Friday 8:00 and 24 working hours is Monday 8:00; half of what lies between is Saturday 20:00.
    assert clock(3, 20) == both(Kind.WAITING)
    assert clock(5, 8) == both(Kind.OVERDUE)
    assert clock(6, 8) == [("leader", Kind.ESCALATED)]


def test_what_is_due_today_says_so(house, clock):
    clock(8, 9, run=False)
    waiting(house)
    assert clock(8, 9, 10) == both(Kind.DUE_TODAY)


def test_an_item_that_comes_late_is_told_once_and_its_people_get_their_time(house, clock):
    clock(20, 9, run=False)
    waiting(house)
    assert clock(20, 9, 10) == both(Kind.OVERDUE)
    assert clock(21, 8, 59) == []
    assert clock(21, 9) == [("leader", Kind.ESCALATED)]


def test_after_a_pause_of_the_clock_each_person_hears_once(house, clock):
    clock(2, 9, run=False)
    waiting(house)
    told = clock(30, 0)
    assert told == [*both(Kind.OVERDUE), ("leader", Kind.ESCALATED), ("office", Kind.ESCALATED)]


def test_the_assigned_person_comes_first(house, clock):
    clock(2, 9, run=False)
    item = waiting(house)
    StageState.objects.of(item).update(assignee=house.second_board)
    assert clock(9, 0)[0] == ("second_board", Kind.OVERDUE)


def test_where_nobody_can_decide_the_next_in_line_hears_at_once(house, clock):
    clock(2, 9, run=False)
    waiting(house)
    Membership.objects.filter(role__code="board", unit=house.ours).update(valid_to=THURSDAY)
    assert clock(9, 0) == [("leader", Kind.OVERDUE)]
    Membership.objects.filter(role__code="leader").update(valid_to=THURSDAY)
    assert clock(12, 0) == [("office", Kind.ESCALATED)]


def test_a_returned_item_is_its_authors_then_the_leaders(house, clock):
    clock(2, 9, run=False)
    item = waiting(house)
    actions.send_back(item, house.board, "Bổ sung ngày họp.")
    assert clock(8, 23, 59) == []
    assert clock(9, 0) == [("contributor", Kind.OVERDUE)]
    assert clock(12, 0) == [("leader", Kind.ESCALATED)]
    assert clock(20, 0) == []


def test_a_returned_item_that_was_submitted_again_is_the_stages_again(house, clock):
    clock(2, 9, run=False)
    item = waiting(house)
    actions.send_back(item, house.board, "Bổ sung ngày họp.")
    actions.submit(fresh(item), house.contributor)
    assert clock(9, 0) == both(Kind.OVERDUE)


def test_what_is_decided_or_held_is_left_alone(house, clock):
    role = Role.objects.get(code="overseer")
    MembershipFactory(user=house.committee, role=role, unit=None)
    clock(2, 9, run=False)
    approved, held = waiting(house), waiting(house)
    actions.approve(approved, house.board)
    measures.hold(held, house.committee, "Chờ ý kiến.")
    assert clock(12, 0) == []
    measures.release(fresh(held), house.committee, "Đã rõ.")
    assert {kind for _name, kind in clock(12, 1)} == {Kind.OVERDUE, Kind.ESCALATED}


def test_a_holiday_gives_a_day_more_before_it_is_escalated(house, clock):
    DayOff.objects.create(day=local(2026, 10, 12).date(), name="Nghỉ bù")
    clock(2, 9, run=False)
    waiting(house)
    clock(9, 0)
    assert clock(12, 23) == []
    assert clock(13, 0) == [("leader", Kind.ESCALATED)]


def test_two_runs_at_once_tell_once(house, clock):
    clock(2, 9, run=False)
    waiting(house)
    clock(9, 0, run=False)
    (first,), (second,) = list(reminders(timezone.now())), list(reminders(timezone.now()))
    assert len(first.give()) == 2
    assert second.give() == []


def test_an_item_decided_on_in_the_meantime_is_not_told(house, clock):
    clock(2, 9, run=False)
    item = waiting(house)
    clock(9, 0, run=False)
    (reminder,) = list(reminders(timezone.now()))
    actions.approve(item, house.board)
    assert reminder.give() == []


def test_the_command_says_what_it_told_and_a_dry_run_tells_nothing(house, clock):
    clock(2, 9, run=False)
    waiting(house, title="Tin chờ duyệt")
    clock(9, 0, run=False)
    before, out = Message.objects.count(), StringIO()
    call_command("remind", "--dry-run", stdout=out)
    assert ("Tin chờ duyệt" in out.getvalue(), Message.objects.count()) == (True, before)
    call_command("remind", stdout=out)
    call_command("remind", stdout=out)
    assert Message.objects.count() == before + 2


def test_items_that_are_not_due_cost_no_query_each(house, clock):
    clock(2, 9, run=False)
    waiting(house)
    with CaptureQueriesContext(
        connection,
    ) as few:
        remind(timezone.now())
    for _number in range(4):
        waiting(house)
    with CaptureQueriesContext(connection) as many:
        assert not remind(timezone.now())
    assert len(many) == len(few)
