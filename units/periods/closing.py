"""Closing periods that are over: months from the ledger, then the quarters and years that they complete (LD-6.1a).

Each period is one transaction and closed once, so a run may be interrupted, repeated, doubled or days late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from units import calendar
from units.calendar import Period
from units.contributions.models import Contribution
from units.contributions.periods import moment_text
from units.duties import spans
from units.duties.spans import Every
from units.periods import freezing
from units.periods.freezing import Frozen
from units.periods.models import ClosedFigure, ClosedLine, ClosedPeriod
from units.record.noting import note
from units.record.verbs import Verb

#: So long after its end a period stays open: what went public in its last second has its row in the ledger by then.
GRACE = timedelta(hours=1)
BATCH = 1000


class NotYet(Exception):
    """A period cannot be closed now; the message says why and what to do."""


@dataclass(frozen=True)
class Due:
    """A period that is over and not closed yet."""

    span: str
    period: Period

    @property
    def label(self) -> str:
        """It in words."""
        return spans.label(self.span, self.period)


def beginning() -> date | None:
    """The first day of the first month that is or will be closed; None while the ledger is empty.

    Once a month is closed no earlier one will be: a closed quarter or year never gains a month.
    """
    closed: date | None = ClosedPeriod.objects.of_span(Every.MONTH).aggregate(first=Min("first"))["first"]
    if closed is not None:
        return closed
    first: datetime | None = Contribution.objects.aggregate(first=Min("published_at"))["first"]
    return calendar.day_of(first).replace(day=1) if first is not None else None


def due(now: datetime) -> Iterator[Due]:
    """Every period that is over and not closed: in each year months first, then the quarters and the year they make."""
    first = beginning()
    if first is None:
        return
    closed = set(ClosedPeriod.objects.values_list("span", "first"))
    for year in range(first.year, calendar.day_of(now).year + 1):
        for span in (Every.MONTH, Every.QUARTER, Every.YEAR):
            for period in spans.within_year(span, year):
                is_over = period.last >= first and period.ends_at + GRACE <= now
                if is_over and (span.value, period.first) not in closed:
                    yield Due(span, period)


def refusal(one: Due, now: datetime) -> str | None:
    """Why ``one`` cannot be closed at ``now``; None if it can."""
    why = refusal_by_itself(one, now)
    if why is not None or one.span == Every.MONTH:
        return why
    missing = _open_months(one.period)
    if missing:
        return _("Close %(months)s first: %(period)s is the sum of its months.") % {
            "months": ", ".join(spans.label(Every.MONTH, month) for month in missing),
            "period": one.label,
        }
    return None


def refusal_by_itself(one: Due, now: datetime) -> str | None:
    """Why ``one`` cannot be closed at ``now`` even after the months that it is the sum of; None if it can."""
    opens = one.period.ends_at + GRACE
    if now < opens:
        return _("%(period)s can be closed from %(moment)s on; until then its last items may still be counted.") % {
            "period": _capital(one.label),
            "moment": moment_text(opens),
        }
    first = beginning()
    if first is None or one.period.last < first:
        return _("Nothing was counted in %(period)s or before, so there is nothing to close.") % {"period": one.label}
    return None


def _open_months(period: Period) -> list[Period]:
    first = beginning()
    closed = set(ClosedPeriod.objects.months_of(period).values_list("first", flat=True))
    months = spans.within_year(Every.MONTH, period.first.year)
    return [
        month
        for month in months
        if period.first <= month.first <= period.last
        and (first is None or month.last >= first)
        and month.first not in closed
    ]


def close(one: Due, now: datetime) -> ClosedPeriod | None:
    """Store the figures of ``one`` and note it in the record; None where somebody was faster.

    Raises ``NotYet`` with a sentence where it cannot be closed.
    """
    why = refusal(one, now)
    if why is not None:
        raise NotYet(why)
    try:
        with transaction.atomic():
            return _close(one, now)
    except IntegrityError:
        if ClosedPeriod.objects.filter(span=one.span, first=one.period.first).exists():
            return None
        raise


def _close(one: Due, now: datetime) -> ClosedPeriod:
    frozen = (
        freezing.of_month(one.period)
        if one.span == Every.MONTH
        else freezing.of_months(list(ClosedPeriod.objects.months_of(one.period)))
    )
    closed = ClosedPeriod.objects.create(
        span=str(one.span),
        first=one.period.first,
        kinds=frozen.kinds,
        ledger_end=frozen.ledger_end,
        total=frozen.total,
        digest=freezing.digest(one.span, one.period.first, frozen),
        closed_at=now,
    )
    _store(closed, frozen)
    note(Verb.PERIOD_CLOSED, closed, period=closed.label, items=closed.total, digest=closed.digest)
    return closed


def _store(closed: ClosedPeriod, frozen: Frozen) -> None:
    lines = ClosedLine.objects.bulk_create(
        ClosedLine(period=closed, unit_id=line.unit, unit_name=line.name, place=place)
        for place, line in enumerate(frozen.lines)
    )
    ClosedFigure.objects.bulk_create(
        [
            ClosedFigure(line=row, kind=kind, section=section, count=count)
            for row, line in zip(lines, frozen.lines, strict=True)
            for (kind, section), count in sorted(line.cells.items())
        ],
        batch_size=BATCH,
    )


def close_all(now: datetime) -> Iterator[ClosedPeriod]:
    """Close whatever is due, a transaction each; missed nights are made up for."""
    for one in list(due(now)):
        closed = close(one, now)
        if closed is not None:
            yield closed


def late_rows(period: ClosedPeriod) -> int:
    """How many items of a closed month came into the ledger after it was closed; a person decides on a correction."""
    return Contribution.objects.within(period.period).filter(pk__gt=period.ledger_end).count()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
