"""Whom a duty binds in a period, by one rule: a unit that was what the duty asks for on every day of it (ND-9.5).

A unit that began, ended or changed its kind within the period owes nothing for that period; it is shown as not bound,
with the day and the reason. A duty that does not hold on every day of a period binds nobody in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from units.calendar import Period
from units.contributions import countable
from units.duties.models import Duty, Why
from units.duties.spans import DAY
from units.models.register import Unit


@dataclass(frozen=True)
class Tie:
    """A unit that a duty concerns in a period; ``why`` and its day say why it is not bound, empty where it is."""

    unit: Unit
    why: str = ""
    on: date | None = None

    @property
    def binds(self) -> bool:
        """Whether the unit owes anything."""
        return not self.why


def is_dormant(duty: Duty) -> bool:
    """Whether no content type of this portal gives items of the duty's kind, so that nobody could fulfil it."""
    return duty.kind not in countable.kinds()


def concerned(duties: Iterable[Duty]) -> QuerySet[Unit]:
    """The units that any of ``duties`` may concern today or in the past, in protocol order, with their history."""
    whom = Q(pk__in=[])
    for duty in duties:
        if duty.unit_id is not None:
            whom |= Q(pk=duty.unit_id)
        else:
            whom |= Q(kind=duty.unit_kind_id) | Q(former_kinds__kind=duty.unit_kind_id)
    units = Unit.objects.filter(pk__in=Unit.objects.filter(whom).values("pk"))
    ordered = units.select_related("kind").in_protocol_order()
    return ordered.prefetch_related("former_kinds__kind", "former_names")


def ties(duty: Duty, period: Period, units: Iterable[Unit]) -> Iterator[Tie]:
    """Of ``units``, fetched by ``concerned``, those that ``duty`` concerns in ``period``."""
    if not duty.covers(period):
        return
    for unit in units:
        tie = _tie(duty, period, unit)
        if tie is not None:
            yield tie


def _tie(duty: Duty, period: Period, unit: Unit) -> Tie | None:
    if unit.valid_from > period.last or (unit.valid_to is not None and unit.valid_to < period.first):
        return None
    changed: date | None = None
    if duty.unit_id is None:
        runs = list(_kinds_in(unit, period))
        if duty.unit_kind_id not in {kind for kind, _first in runs}:
            return None
        changed = runs[1][1] if len(runs) > 1 else None
    elif duty.unit_id != unit.pk:
        return None
    return Tie(unit, *_why_not(duty, period, unit, changed))


def _why_not(duty: Duty, period: Period, unit: Unit, changed: date | None) -> tuple[str, date | None]:
    if is_dormant(duty):
        return Why.NO_CONTENT, None
    if unit.valid_from > period.first:
        return Why.JOINED, unit.valid_from
    if unit.valid_to is not None and unit.valid_to < period.last:
        return Why.ENDED, unit.valid_to
    return (Why.KIND_CHANGED, changed) if changed else ("", None)


def _kinds_in(unit: Unit, period: Period) -> Iterator[tuple[int, date]]:
    """The kinds that ``unit`` was of in ``period``, each with the first day of it; no kind twice in a row."""
    since, before = date.min, None
    runs = [*((former.kind_id, former.valid_to) for former in unit.former_kinds.all()), (unit.kind_id, date.max)]
    for kind, last in sorted(runs, key=lambda run: run[1]):
        if last >= period.first and since <= period.last and kind != before:
            yield kind, since
            before = kind
        since = last + DAY if last < date.max else last


def kind_on(unit: Unit, day: date) -> str:
    """The name of the kind that ``unit``, fetched by ``concerned``, was of on ``day``."""
    later = [former for former in unit.former_kinds.all() if former.valid_to >= day]
    return str(min(later, key=lambda former: former.valid_to).kind if later else unit.kind)
