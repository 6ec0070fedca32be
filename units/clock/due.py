"""When an item is due, when a stage has to have decided, and when to warn (ND-8.1, ND-8.2).

A due moment is the first instant at which it is too late: what is due on a day is overdue at 24:00 of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import overload

from units import calendar
from units.clock.working_days import DAY, WEEKS, WorkingDays

TIMELY_WARNING = timedelta(hours=4)


@dataclass(frozen=True)
class Terms:
    """How long an item that is not timely may take: ``days`` after its completion, warned ``warns_days`` before.

    Calendar days, or working days where ``working``: "within a week" is taken as written (ND-8.2).
    """

    days: int = 7
    working: bool = False
    warns_days: int = 2


WEEK = Terms()


def item_due(  # noqa: PLR0913, PLR0917  (an item's facts, what its route says of time, the calendar)
    timely: bool,
    event_date: date | None,
    completed_on: date | None,
    submitted_at: datetime | None,
    terms: Terms = WEEK,
    days: WorkingDays = WEEKS,
) -> datetime | None:
    """When the item has to be public: the end of the event's day if timely, else ``terms`` after its completion.

    Where the day it counts from is not stated, the day of submission stands for it; None where there is neither.
    Holidays move only what ``terms`` count in working days.
    """
    stated = event_date if timely else completed_on
    begins = stated or (calendar.day_of(submitted_at) if submitted_at else None)
    if begins is None:
        return None
    if timely:
        return calendar.start_of(begins + DAY)
    last = days.add_days(begins, terms.days) if terms.working else begins + timedelta(days=terms.days)
    return calendar.start_of(last + DAY)


@overload
def stage_due(
    started_at: datetime, limit_hours: int, timely: bool, due: datetime | None, days: WorkingDays = ...
) -> datetime: ...
@overload
def stage_due(
    started_at: datetime, limit_hours: int | None, timely: bool, due: datetime | None, days: WorkingDays = ...
) -> datetime | None: ...
def stage_due(
    started_at: datetime, limit_hours: int | None, timely: bool, due: datetime | None, days: WorkingDays = WEEKS
) -> datetime | None:
    """When a stage has to have decided: at the end of its own limit or when the item is ``due``, whichever is first.

    The limit counts working hours; for timely items, whose day does not wait, every hour. None where there is neither.
    """
    ends = [due] if due else []
    if limit_hours is not None:
        hours = timedelta(hours=limit_hours)
        ends.append(started_at + hours if timely else days.add_hours(started_at, limit_hours))
    return min(ends, default=None)


def warns_at(
    due: datetime,
    timely: bool,
    terms: Terms = WEEK,
    began: datetime | None = None,
    days: WorkingDays = WEEKS,
) -> datetime:
    """When to warn of ``due``: timely items four hours before, others as the day ``warns_days`` before the last begins.

    Never before ``began``, so that what is short is warned of as it begins.
    """
    if timely:
        moment = due - TIMELY_WARNING
    else:
        last = calendar.day_of(due - timedelta.resolution)
        first = days.add_days(last, -terms.warns_days) if terms.working else last - timedelta(days=terms.warns_days)
        moment = calendar.start_of(first)
    return max(moment, began) if began else moment
