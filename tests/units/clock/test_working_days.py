"""Working time: nothing passes on a day off, and what is added can be counted again (ND-8.2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.contributions import local
from units import calendar
from units.clock.models import DayOff
from units.clock.working_days import WEEKS, WorkingDays

TET = WorkingDays(off=frozenset(date(2026, 2, day) for day in range(14, 23)))

some_days = st.dates(date(2025, 11, 1), date(2027, 2, 28))
calendars = st.builds(
    WorkingDays, off=st.frozensets(some_days, max_size=30), worked=st.frozensets(some_days, max_size=10)
)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 1, 31)).map(
    lambda naive: naive.replace(tzinfo=calendar.start_of(date(2026, 1, 1)).tzinfo)
)
hours = st.integers(0, 400)


@pytest.mark.parametrize(
    ("day", "works"), [(date(2026, 2, 13), True), (date(2026, 2, 14), False), (date(2026, 2, 17), False)]
)
def test_a_week_has_five_working_days_without_the_holidays(day: date, works: bool) -> None:
    assert TET.is_working(day) is works


def test_a_weekend_day_can_be_worked_in_exchange() -> None:
    assert WorkingDays(worked=frozenset({date(2026, 2, 28)})).is_working(date(2026, 2, 28))


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, date(2026, 2, 13)), (1, date(2026, 2, 23)), (2, date(2026, 2, 24)), (-1, date(2026, 2, 12))],
)
def test_days_off_are_not_counted(number: int, expected: date) -> None:
    assert TET.add_days(date(2026, 2, 13), number) == expected


def test_a_clock_started_on_a_day_off_waits_for_the_next_working_day() -> None:
    assert TET.add_hours(local(2026, 2, 15, 10), 0) == local(2026, 2, 23, 0)
    assert TET.add_hours(local(2026, 2, 13, 20), 8) == local(2026, 2, 23, 4)
    assert TET.add_hours(local(2026, 2, 13, 20), 4) == local(2026, 2, 23, 0)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        WEEKS.add_hours(local(2026, 2, 2), -1)
    assert WEEKS.minutes_between(local(2026, 2, 3), local(2026, 2, 2)) == 0


@given(calendars, moments, hours)
def test_what_is_added_is_what_is_counted_and_never_lands_on_a_day_off(
    days: WorkingDays, moment: datetime, number: int
) -> None:
    later = days.add_hours(moment, number)
    assert days.minutes_between(moment, later) == 60 * number
    assert days.is_working(calendar.day_of(later))
    assert later >= moment
    assert later.utcoffset() == timedelta(hours=7)


@given(calendars, moments, st.timedeltas(timedelta(), timedelta(days=60)), hours, hours)
def test_adding_is_monotone(days: WorkingDays, moment: datetime, gap: timedelta, few: int, more: int) -> None:
    assert days.add_hours(moment, few) <= days.add_hours(moment + gap, few)
    assert days.add_hours(moment, min(few, more)) <= days.add_hours(moment, max(few, more))
    assert days.add_hours(days.add_hours(moment, few), more) == days.add_hours(moment, few + more)


@given(calendars, some_days, st.integers(1, 60))
def test_the_nth_working_day_has_n_working_days_up_to_it(days: WorkingDays, day: date, number: int) -> None:
    last = days.add_days(day, number)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(days.is_working, between)) == number
    assert days.is_working(last)
    assert days.is_working(days.add_days(day, 0))
    if days.is_working(day):
        assert days.add_days(last, -number) == day


@pytest.mark.django_db
def test_the_days_entered_are_loaded_at_once(django_assert_num_queries) -> None:
    DayOff.objects.create(day=date(2026, 9, 2), name="Quốc khánh")
    DayOff.objects.create(day=date(2026, 9, 5), name="Làm bù", works=True)
    with django_assert_num_queries(1):
        days = WorkingDays.load()
    assert days == WorkingDays(frozenset({date(2026, 9, 2)}), frozenset({date(2026, 9, 5)}))
    assert days.add_days(date(2026, 9, 1), 3) == date(2026, 9, 5)
