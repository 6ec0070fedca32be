"""When an item is due and when people are warned of it (ND-8.1, ND-8.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.contributions import local
from units import calendar
from units.clock import words
from units.clock.due import Terms, item_due, stage_due, warns_at
from units.clock.working_days import WorkingDays

EVENT = date(2026, 9, 2)
HOLIDAYS = WorkingDays(off=frozenset({date(2026, 9, 1), EVENT}))


@pytest.mark.clause("ND-8.1")
def test_timely_news_is_due_at_the_end_of_the_events_day_holiday_or_not() -> None:
    due = item_due(True, EVENT, None, local(2026, 9, 2, 9), Terms(working=True), HOLIDAYS)
    assert due == local(2026, 9, 3, 0)
    assert words.state(due, local(2026, 9, 2, 23, 59)) is words.State.SOON
    assert words.state(due, local(2026, 9, 3, 0)) is words.State.OVERDUE


@pytest.mark.clause("ND-8.2")
def test_other_items_are_warned_of_on_the_fifth_day_and_overdue_on_the_eighth() -> None:
    completed = date(2026, 10, 1)
    due = item_due(False, None, completed, local(2026, 10, 4))
    assert due == calendar.start_of(completed + timedelta(days=8))
    assert warns_at(due, False) == calendar.start_of(completed + timedelta(days=5))
    for day in range(8):
        assert words.state(due, local(2026, 10, 1, 23, 59) + timedelta(days=day)) is not words.State.OVERDUE
    assert words.state(due, calendar.start_of(completed + timedelta(days=8))) is words.State.OVERDUE


@pytest.mark.clause("ND-8.2")
def test_the_week_may_be_one_of_working_days() -> None:
    terms = Terms(working=True)
    due = item_due(False, None, date(2026, 8, 27), None, terms, HOLIDAYS)
    assert due == local(2026, 9, 10, 0)
    assert warns_at(due, False, terms, days=HOLIDAYS) == local(2026, 9, 7, 0)


def test_the_day_of_submission_stands_for_a_day_that_is_not_stated() -> None:
    late_evening = local(2026, 10, 1, 23, 30)
    assert item_due(False, None, None, late_evening) == local(2026, 10, 9, 0)
    assert item_due(True, None, None, late_evening) == local(2026, 10, 2, 0)
    assert item_due(False, None, None, None) is None


def test_a_stage_has_its_own_limit_and_never_longer_than_the_item() -> None:
    friday = local(2026, 8, 28, 20)
    assert stage_due(friday, 8, False, None, HOLIDAYS) == local(2026, 8, 31, 4)
    assert stage_due(friday, 8, True, None, HOLIDAYS) == local(2026, 8, 29, 4)
    assert stage_due(friday, 8, False, local(2026, 8, 29, 0), HOLIDAYS) == local(2026, 8, 29, 0)
    assert stage_due(friday, None, False, None, HOLIDAYS) is None


@pytest.mark.clause("ND-8.1")
def test_timely_news_is_warned_of_four_hours_before_or_as_it_begins() -> None:
    due = local(2026, 9, 3, 0)
    assert warns_at(due, True) == local(2026, 9, 2, 20)
    assert warns_at(due, True, began=local(2026, 9, 2, 22)) == local(2026, 9, 2, 22)


@given(
    st.booleans(),
    st.dates(date(2025, 12, 1), date(2027, 1, 31)),
    st.builds(Terms, st.integers(0, 40), st.booleans(), st.integers(0, 5)),
)
def test_due_moments_are_midnights_after_the_day_and_warnings_come_before(
    timely: bool, day: date, terms: Terms
) -> None:
    due = item_due(timely, day, day, None, terms, HOLIDAYS)
    assert due is not None
    assert due == calendar.start_of(calendar.day_of(due))
    assert calendar.day_of(due) > day
    assert warns_at(due, timely, terms, days=HOLIDAYS) < due
    later = item_due(timely, day + timedelta(days=1), day + timedelta(days=1), None, terms, HOLIDAYS)
    assert later is not None
    assert later >= due


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (timedelta(days=2, hours=5), "open"),
        (timedelta(hours=47, minutes=59), "open"),
        (timedelta(hours=3), "soon"),
        (timedelta(minutes=59), "soon"),
        (timedelta(seconds=30), "soon"),
        (timedelta(), "overdue"),
        (-timedelta(minutes=5), "overdue"),
        (-timedelta(hours=5), "overdue"),
        (-timedelta(days=3), "overdue"),
    ],
)
def test_words_say_what_the_state_is_without_a_colour(left: timedelta, state: str, time_machine) -> None:
    now = local(2026, 10, 5)
    time_machine.move_to(now, tick=False)
    told = Template("{% load clock %}{{ due|countdown }}|{{ due|due_state }}").render(Context({"due": now + left}))
    text, _bar, said = told.partition("|")
    assert said == state
    assert text == words.countdown(now + left, now)
    assert text


def test_nothing_is_said_where_nothing_is_due() -> None:
    shown = Template("{% load clock %}{{ due|countdown }}{{ due|due_state }}").render(Context({"due": None}))
    assert shown == ""


@pytest.mark.parametrize("minutes", [0, 7, 60, 61, 1439, 1440, 1500, 3000])
def test_a_length_names_its_two_largest_units(minutes: int) -> None:
    numbers = [int(word) for word in words.length(minutes).split() if word.isdecimal()]
    parts = [count for count in (minutes // 1440, minutes % 1440 // 60, minutes % 60) if count]
    assert numbers == (parts[:2] if minutes < 1440 or minutes % 1440 >= 60 else parts[:1]) or numbers == [0]
