"""The archive of closed periods: years, the periods of one, and what lies before and after (LD-6.1b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from units import calendar
from units.duties import spans
from units.duties.spans import Every
from units.periods import addresses
from units.periods.models import ClosedPeriod, FigureCorrection


@dataclass(frozen=True)
class Entry:
    """A closed period in the archive: its address, and its items with and without corrections."""

    label: str
    url: str
    original: int
    change: int

    @property
    def corrected(self) -> int:
        """The items with the corrections."""
        return self.original + self.change


@dataclass(frozen=True)
class Year:
    """A year of the archive: its months, newest first, its quarters, and the whole once that is closed."""

    number: int
    months: list[Entry]
    quarters: list[Entry]
    wholes: list[Entry]


def years() -> list[int]:
    """The years that have a closed period, the newest first; one query."""
    return sorted({first.year for first in _firsts()}, reverse=True)


def _firsts() -> list[date]:
    return list(ClosedPeriod.objects.of_span(Every.MONTH).values_list("first", flat=True))


def year(number: int) -> Year:
    """What is closed of a year; two queries."""
    whole = calendar.year(number)
    closed = ClosedPeriod.objects.filter(first__range=(whole.first, whole.last)).order_by("-first")
    changes = _changes(whole.first, whole.last)

    def entry(one: ClosedPeriod) -> Entry:
        within = (change for first, change in changes.items() if one.period.first <= first <= one.period.last)
        return Entry(one.label, addresses.of_period(one), one.total, sum(within))

    by_span: dict[str, list[Entry]] = {span.value: [] for span in Every}
    for one in closed:
        by_span[one.span].append(entry(one))
    return Year(number, by_span[Every.MONTH], by_span[Every.QUARTER], by_span[Every.YEAR])


def _changes(first: date, last: date) -> dict[date, int]:
    """By how much corrections change the items of each month; those of single sections change no number of items."""
    rows = FigureCorrection.objects.filter(period__first__range=(first, last), section="").order_by()
    return dict(rows.values_list("period__first").annotate(Sum("change")))


def latest() -> ClosedPeriod | None:
    """The last month that is closed."""
    found: ClosedPeriod | None = ClosedPeriod.objects.of_span(Every.MONTH).first()
    return found


def neighbours(closed: ClosedPeriod) -> dict[str, dict[str, str] | None]:
    """The closed periods of the same span before and after, each with ``url`` and ``label``; one query."""
    around = [
        spans.period_of(closed.span, closed.period.first - spans.DAY).first,
        spans.following(closed.span, closed.period).first,
    ]
    found = {each.first: each for each in ClosedPeriod.objects.filter(span=closed.span, first__in=around)}

    def told(first: date) -> dict[str, str] | None:
        one = found.get(first)
        return {"url": addresses.of_period(one), "label": one.label} if one is not None else None

    return {"previous": told(around[0]), "next": told(around[1])}
