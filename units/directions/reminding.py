"""What the clock tells of directions: the unit's leader, then whoever gave them and the office (LD-6.1c)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.clock.rungs import Rung, highest, in_batches
from units.clock.working_days import WorkingDays
from units.contributions.periods import day_text
from units.directions import acting, rules
from units.directions.models import UnitDirection
from units.duties.reminding import HOUR
from units.duties.spans import DAY
from units.duties.telling import leaders, office
from units.messages.models import Kind, Message
from units.messages.telling import tell

if TYPE_CHECKING:
    from accounts.models import User

#: The rungs in their order; ``UnitDirection.reminded`` keeps the last one reached.
WARNED, OVERDUE, ESCALATED = range(1, 4)
#: So many working days before its last day a unit is warned, and so many after it the matter goes up.
WARNS, ESCALATES = 2, 2


def _leaders(direction: UnitDirection) -> list[User]:
    return leaders(direction.unit)


def _office(direction: UnitDirection) -> list[User]:
    return office()


def _above(direction: UnitDirection) -> list[User]:
    return [*rules.circle_of_writer(direction), *office()]


LADDER: dict[int, Rung[UnitDirection]] = {
    WARNED: Rung((_leaders, _office), _("A direction to %(unit)s is to be carried out by %(day)s."), Kind.WAITING),
    OVERDUE: Rung((_leaders, _office), _("A direction to %(unit)s was to be carried out by %(day)s."), Kind.OVERDUE),
    ESCALATED: Rung((_above,), _("A direction to %(unit)s was to be carried out by %(day)s."), Kind.ESCALATED),
}


@dataclass(frozen=True)
class DueDirection:
    """A direction that has come to a rung."""

    direction: UnitDirection
    rung: int

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return f"{LADDER[self.rung].kind.label}: {self.direction} ({self.direction.unit})"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the circle of the last rung passed; nobody where another run was faster or the unit has reported."""
        found = self.direction
        same = UnitDirection.objects.with_units().filter(pk=found.pk, reminded=found.reminded, due_on=found.due_on)
        if not same.update(reminded=self.rung):
            return []
        rung = LADDER[self.rung]
        sentence = str(rung.sentence) % {"unit": found.unit.label, "day": day_text(found.due_on)}
        return tell(rung.told(found), rung.kind, sentence, acting.address(found), item=found)


def due(now: datetime) -> Iterator[DueDirection]:
    """The directions that have come to a rung of which nobody has been told."""
    days = WorkingDays.load()
    horizon = days.add_days(calendar.day_of(now), WARNS)
    left = UnitDirection.objects.with_units().filter(due_on__lte=horizon, reminded__lt=ESCALATED)
    keys = list(left.order_by("pk").values_list("pk", flat=True))
    for direction in in_batches(UnitDirection.objects.select_related("unit", "by"), keys):
        rung = highest(moments(direction, days), now)
        if rung > direction.reminded:
            yield DueDirection(direction, rung)


def moments(direction: UnitDirection, days: WorkingDays) -> dict[int, datetime]:
    """When each rung is reached: at seven in the morning of its day."""
    last = direction.due_on
    reached = {WARNED: days.add_days(last, -WARNS), OVERDUE: last + DAY, ESCALATED: days.add_days(last, 1 + ESCALATES)}
    return {rung: calendar.start_of(day) + HOUR for rung, day in reached.items()}
