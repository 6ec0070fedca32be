"""Reminders of rows that have a last day: a warning, overdue, then somebody above; each rung once.

Of rungs that were missed since the last run only the last is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic

from django.db import transaction
from django.db.models import QuerySet

from units import calendar
from units.clock.rungs import Row, Rung, highest, in_batches
from units.clock.working_days import DAY, WorkingDays
from units.contributions.periods import day_text
from units.messages.models import Message
from units.messages.telling import tell

#: The rungs in their order; the rows' ``reminded`` keeps the last one reached.
WARNED, OVERDUE, ESCALATED = range(1, 4)
#: So many working days before the last day there is a warning, and so many after it the matter goes up.
WARNS, ESCALATES = 2, 2
#: Nobody is told at night.
MORNING = timedelta(hours=7)


@dataclass(frozen=True)
class Deadline(Generic[Row]):
    """What is told of rows with a last day ``due_on`` and a rung ``reminded``.

    ``waiting`` are the rows that nobody has dealt with; ``values`` fill the rungs' sentences beside ``day``.
    """

    ladder: Mapping[int, Rung[Row]]
    waiting: Callable[[], QuerySet[Row]]
    related: tuple[str, ...]
    values: Callable[[Row], dict[str, str]]
    address: Callable[[Row], str]

    def due(self, now: datetime) -> Iterator[Reached[Row]]:
        """The rows that have come to a rung of which nobody has been told."""
        days = WorkingDays.load()
        horizon = days.add_days(calendar.day_of(now), WARNS)
        left = self.waiting().filter(due_on__lte=horizon, reminded__lt=ESCALATED)
        keys = list(left.order_by("pk").values_list("pk", flat=True))
        for row in in_batches(self.waiting().select_related(*self.related), keys):
            facts: Any = row
            rung = highest(moments(facts.due_on, days), now)
            if rung > facts.reminded:
                yield Reached(self, row, rung)


@dataclass(frozen=True)
class Reached(Generic[Row]):
    """A row that has come to a rung."""

    deadline: Deadline[Row]
    row: Row
    rung: int

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        facts: Any = self.row
        return f"{self.deadline.ladder[self.rung].kind.label}: {facts} ({facts.unit})"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the circle of the last rung passed; nobody where another run was faster or the row waits no longer."""
        found: Any = self.row
        same = self.deadline.waiting().filter(pk=found.pk, reminded=found.reminded, due_on=found.due_on)
        if not same.update(reminded=self.rung):
            return []
        rung = self.deadline.ladder[self.rung]
        sentence = str(rung.sentence) % {**self.deadline.values(found), "day": day_text(found.due_on)}
        return tell(rung.told(found), rung.kind, sentence, self.deadline.address(found), item=found)


def moments(last: date, days: WorkingDays) -> dict[int, datetime]:
    """When each rung of what is due on ``last`` is reached: in the morning of its day."""
    reached = {WARNED: days.add_days(last, -WARNS), OVERDUE: last + DAY, ESCALATED: days.add_days(last, 1 + ESCALATES)}
    return {rung: calendar.start_of(day) + MORNING for rung, day in reached.items()}
