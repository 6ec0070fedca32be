"""What was asked of units and what they gave: quotas and periodic duties of the periods that are over."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from units.calendar import Period
from units.duties.matrix import Cell, cells_of
from units.duties.models import Duty, State
from units.evidence import measures
from units.evidence.lines import Line
from units.evidence.spans import ending_within
from units.models.register import Unit
from units.quotas.models import Quota
from units.quotas.progress import Progress, progress_of

#: Where nothing was owed there is nothing to show.
OWED = (State.FULFILLED, State.MISSED, State.PENDING)


def quotas(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """A line a quota that holds; a quota of nothing asks for nothing."""
    found: dict[int, list[Line]] = {}
    now = timezone.now()
    for each, days in ending_within(period):
        wanted = Quota.objects.of_period(each, days.first).standing().filter(unit__in=units, number__gt=0)
        for progress in progress_of(wanted.for_display(), now):
            found.setdefault(progress.quota.unit_id, []).append(_of_quota(progress))
    return found


def duties(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """A line for each duty and period that bound the unit and from which it was not excused."""
    found: dict[int, list[Line]] = {}
    now, periods = timezone.now(), list(ending_within(period))
    for duty in Duty.objects.for_display():
        wanted = [days for each, days in periods if each == duty.span and duty.covers(days)]
        cells = cells_of(duty, wanted, now) if wanted else {}
        for unit in units:
            lines = [_of_cell(duty, cell) for cell in cells.get(unit.pk, {}).values() if cell.state in OWED]
            found.setdefault(unit.pk, []).extend(lines)
    return found


def _of_quota(progress: Progress) -> Line:
    quota = progress.quota
    return Line(
        f"quota:{quota.kind}:{quota.span}:{quota.first}",
        f"{quota.kind_name}, {quota.label}",
        progress.counted,
        quota.number,
        measures.QUOTAS,
        reverse("quotas:behind", args=[quota.pk]),
    )


def _of_cell(duty: Duty, cell: Cell) -> Line:
    return Line(
        f"duty:{duty.pk}:{cell.period.first}",
        f"{duty.name}, {duty.label(cell.period)}",
        cell.counted,
        cell.required,
        measures.DUTIES,
        cell.url,
    )
