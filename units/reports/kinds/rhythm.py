"""The rhythm of each unit: a calendar of what it gave, shaded by how much (LD-3.0a, ND-7.1a)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.duties.spans import DAY
from units.reports.asked import Asked
from units.reports.dimensions import ByUnit
from units.reports.kinds.ledger import LedgerReport
from units.reports.measures import ALL_FACTS, Counted, Measure
from units.reports.registry import register

#: Up to so many days each has a column; up to so many each week; beyond that each month.
DAYS, WEEKS = 31, 100
MOST = 60
WEEK = timedelta(days=7)


def steps(period: Period) -> Iterator[tuple[str, Period]]:
    """The columns of the calendar of ``period``: each with its head, together all of it (at most ``MOST`` of them)."""
    length = (period.last - period.first).days + 1
    one_month = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    first = period.first
    while first <= period.last:
        if length <= DAYS:
            last, head = first, f"{first:%d}" if one_month else f"{first:%d/%m}"
        elif length <= WEEKS:
            last = min(first - first.weekday() * DAY + WEEK - DAY, period.last)
            head = f"{first:%d/%m}–{last:%d/%m}"
        else:
            last = min(calendar.month(first.year, first.month).last, period.last)
            head = f"{first:%m/%Y}"
        yield head, Period(first, last)
        first = last + DAY


@register
class RhythmReport(LedgerReport):
    """A line a unit, a column a day, a week or a month."""

    code = "nhip-do"
    title = _("Rhythm of the units")
    purpose = _(
        "What each unit gave day by day, in longer periods week by week or month by month: the darker, the more."
    )
    icon = "calendar"
    dimension = ByUnit(_("Unit"), ("unit",))
    is_heat_map = True

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """The whole and every step of the calendar; of more than five years the last ones."""
        counted = [Counted(f"{step.first:%Y%m%d}", head, _within(step)) for head, step in steps(asked.selection.period)]
        return (Counted(ALL_FACTS, _("Total")), *counted[-MOST:])


def _within(period: Period) -> Q:
    return Q(published_at__gte=period.begins_at, published_at__lt=period.ends_at)
