"""Reminders of duties that are not fulfilled yet: on the days that the duty names, each once (ND-9.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from units import calendar
from units.calendar import Period
from units.duties import spans, telling
from units.duties.models import Duty, DutyReminder, State
from units.duties.reckoning import Standing, Term, reckon
from units.messages.models import Message

#: The hour of the day at which people are reminded: nobody's telephone rings at midnight.
HOUR = timedelta(hours=7)


@dataclass(frozen=True)
class Reminder:
    """A unit to be reminded: how it stands, the days left, and the reminders that one message stands for."""

    standing: Standing
    days_left: int
    reached: tuple[int, ...]

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        standing = self.standing
        return f"{standing.duty.name}: {standing.unit.name} ({standing.counted}/{standing.duty.minimum})"

    def give(self) -> list[Message]:
        """Tell the unit's people; nobody where another run was faster.

        Of the reminders that were missed since the last run only the last is given.
        """
        duty, unit, first = self.standing.duty, self.standing.unit, self.standing.period.first
        try:
            with transaction.atomic():
                for days in self.reached:
                    DutyReminder.objects.create(duty=duty, unit=unit, first=first, days=days)
                return telling.remind(self.standing, self.days_left)
        except IntegrityError:
            return []


def reminders(now: datetime) -> Iterator[Reminder]:
    """Whom nobody has reminded yet of what is due; a duty that is fulfilled or excused reminds nobody."""
    today = calendar.day_of(now)
    due: list[tuple[Term, set[int]]] = []
    for duty in Duty.objects.in_force(today).for_display():
        period = spans.period_of(duty.span, today)
        reached = {days for days in duty.reminders if _moment(period, days) <= now}
        if reached and duty.covers(period):
            due.append(((duty, period), reached))
    if not due:
        return
    given = _given([term for term, _reached in due])
    reached_by = {duty.pk: reached for (duty, _period), reached in due}
    for standing in reckon([term for term, _reached in due], now):
        reached = reached_by[standing.duty.pk]
        left = reached - given[standing.duty.pk, standing.unit.pk]
        if standing.state == State.PENDING and min(reached) in left:
            yield Reminder(standing, (standing.period.last - today).days, tuple(sorted(left, reverse=True)))


def _moment(period: Period, days: int) -> datetime:
    """When the reminder is due: in a period that is shorter than that, on its first day."""
    return calendar.start_of(max(period.last - days * spans.DAY, period.first)) + HOUR


def _given(terms: list[Term]) -> dict[tuple[int, int], set[int]]:
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    firsts = {(duty.pk, period.first) for duty, period in terms}
    rows = DutyReminder.objects.filter(
        duty__in=[duty for duty, _first in firsts], first__in={first for _duty, first in firsts}
    )
    for duty, unit, first, days in rows.values_list("duty", "unit", "first", "days"):
        if (duty, first) in firsts:
            found[duty, unit].add(days)
    return found
