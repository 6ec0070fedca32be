"""What the units of a person owe in the periods that run now, for "My work": one query (ND-9.5, ND-10.2c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from units import calendar, people
from units.calendar import Period
from units.contributions import countable
from units.duties import counting, spans, telling
from units.duties.models import Duty, DutyExcuse, State
from units.duties.reckoning import state_of
from units.duties.spans import Every
from units.models.register import FormerKind, Unit

if TYPE_CHECKING:
    from accounts.models import User

#: A person sees this many duties here; the matrix has them all.
SHOWN = 20


@dataclass(frozen=True)
class Owed:
    """How one unit of the person stands with one duty in the period that runs."""

    duty: Duty
    unit: Unit
    period: Period
    state: State
    counted: int
    days_left: int

    @property
    def url(self) -> str:
        """Where the items behind it are."""
        return telling.cell_address(self.duty, self.unit, self.period)

    @property
    def period_label(self) -> str:
        """The period in words."""
        return self.duty.label(self.period)


def owed_by_units_of(user: User, now: datetime) -> list[Owed]:
    """Every duty that binds a unit of ``user`` in its present period, what is still owed first.

    The rule is that of ``units.duties.binding``, asked for the few units of one person in one statement.
    """
    units = list({held.unit_id: held.unit for held in people.held_by(user) if held.unit is not None}.values())
    if not units:
        return []
    today = calendar.day_of(now)
    running = {span: spans.period_of(span, today) for span in Every.values}
    found: list[Owed] = []
    for duty in _with_standing(units, running, now):
        period = running[duty.span]
        for unit in units:
            if not duty.covers(period) or not _binds(duty, unit, period):
                continue
            counted, excused = getattr(duty, f"counted_{unit.pk}"), getattr(duty, f"excused_{unit.pk}")
            state = state_of(True, counted, duty.minimum, excused, is_over=False)
            found.append(Owed(duty, unit, period, state, counted, (period.last - today).days))
    found.sort(key=lambda each: (each.state != State.PENDING, each.days_left))
    return found[:SHOWN]


def _with_standing(units: list[Unit], running: dict[str, Period], now: datetime) -> QuerySet[Any]:
    whom = reduce(or_, (Q(unit=unit.pk) | Q(unit_kind=unit.kind_id) for unit in units))
    duties = Duty.objects.in_force(calendar.day_of(now)).filter(whom, kind__in=countable.kinds())
    duties = duties.annotate(
        first=_by_span(running, lambda period: period.first, DateField()),
        begins_at=_by_span(running, lambda period: period.begins_at, DateTimeField()),
    )
    rows = counting.rows_at(now).filter(kind=OuterRef("kind"), published_at__gte=OuterRef("begins_at"))
    for unit in units:
        counted = rows.filter(unit=unit.pk).values("unit").annotate(number=Count("pk")).values("number")
        excuses = DutyExcuse.objects.standing().filter(duty=OuterRef("pk"), unit=unit.pk, first=OuterRef("first"))
        changed = FormerKind.objects.filter(unit=unit.pk, valid_to__gte=OuterRef("first"))
        duties = duties.annotate(
            **{
                f"counted_{unit.pk}": Coalesce(Subquery(counted), 0),
                f"excused_{unit.pk}": Exists(excuses),
                f"changed_{unit.pk}": Exists(changed),
            }
        )
    return duties


def _by_span(running: dict[str, Period], what: Any, field: Any) -> Case:
    return Case(*(When(span=span, then=Value(what(period))) for span, period in running.items()), output_field=field)


def _binds(duty: Any, unit: Unit, period: Period) -> bool:
    concerned = unit.pk == duty.unit_id or (
        unit.kind_id == duty.unit_kind_id and not getattr(duty, f"changed_{unit.pk}")
    )
    return concerned and unit.valid_from <= period.first and (unit.valid_to is None or unit.valid_to >= period.last)
