"""When the next step of a question is due. A due moment is the first instant at which it is too late (ND-9.4a)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from qa.models.terms import QuestionTerms
from units import calendar
from units.clock.working_days import DAY, WorkingDays

INSTANT = timedelta.resolution


def end_of_day(day: date) -> datetime:
    """The instant at which ``day`` is over."""
    return calendar.start_of(day + DAY)


def last_day(moment: datetime) -> date:
    """The last day on which what is due at ``moment`` is in time."""
    return calendar.day_of(moment - INSTANT)


def after_days(moment: datetime, number: int, days: WorkingDays) -> datetime:
    """The end of the ``number``-th working day after the day of ``moment``."""
    return end_of_day(days.add_days(calendar.day_of(moment), number))


def of_acceptance(now: datetime, answer_due: datetime, terms: QuestionTerms, days: WorkingDays) -> datetime:
    """When a question that has just come has to be accepted; never later than it has to be answered."""
    return min(after_days(now, terms.accept_days, days), answer_due)


def passed_on(now: datetime, due: datetime, answer_due: datetime, days: WorkingDays) -> datetime:
    """When a unit that gets a question late has to accept it: the clock runs on, but leaves it a working day.

    Never later than the answer is due, however late that is by now.
    """
    return min(max(due, after_days(now, 1, days)), answer_due)


def moved(due: datetime, first: date, last: date, days: WorkingDays) -> datetime:
    """``due`` later by the working days after ``first`` through ``last``, in which the clock stands still."""
    return _shifted(due, _worked(first, last, days), days)


def moved_back(due: datetime, first: date, last: date, days: WorkingDays) -> datetime:
    """``due`` earlier by the working days after ``first`` through ``last``, in which it runs after all."""
    return _shifted(due, -_worked(first, last, days), days)


def _worked(first: date, last: date, days: WorkingDays) -> int:
    return sum(days.is_working(first + DAY * number) for number in range(1, (last - first).days + 1))


def _shifted(due: datetime, number: int, days: WorkingDays) -> datetime:
    return end_of_day(days.add_days(last_day(due), number)) if number else due
