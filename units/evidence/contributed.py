"""What the ledger says of units: items as the statistics have them, month by month, and how many came on time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from units.calendar import Period
from units.clock.lateness import late_items
from units.contributions import countable
from units.contributions.figures import tally
from units.contributions.periods import Span
from units.contributions.readers import Reach
from units.contributions.selection import Selection, kind_name
from units.contributions.views import INDEX, ITEMS, address
from units.duties import spans
from units.duties.spans import Every
from units.evidence import measures
from units.evidence.lines import Line
from units.evidence.spans import ending_within
from units.models.register import Unit
from units.periods import addresses
from units.periods.models import ALL_SECTIONS, ClosedFigure, ClosedPeriod, FigureCorrection

#: What a month has to hold so that a unit has kept its rhythm.
AT_LEAST = 1


@dataclass(frozen=True)
class Counted:
    """The items of units in a period by kind: as closed and corrected, or from the ledger while it is open."""

    by_unit: Mapping[int, Counter[str]]
    closed: ClosedPeriod | None
    span: str
    period: Period

    def url(self, unit: Unit, kind: str = "") -> str:
        """Where the items behind a number are: in public once the period is closed."""
        if self.closed is not None:
            return addresses.of_items(self.closed, unit.code, kind)
        return address(ITEMS if kind else INDEX, Selection(self.span, self.period, unit, kind))


def source(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """Items in all and by kind, items of each month, items on time."""
    whole = counted(units, span, period)
    months = [counted(units, each, days) for each, days in ending_within(period) if each == Every.MONTH]
    given, late = _rows_and_late(units, period)
    found = {}
    for unit in units:
        by_kind = whole.by_unit.get(unit.pk, Counter())
        lines = [Line("items", _("Items published"), by_kind.total(), url=whole.url(unit))]
        lines += [
            Line(f"items:{kind}", kind_name(kind), by_kind[kind], url=whole.url(unit, kind))
            for kind in [*countable.kinds(), *sorted(set(by_kind) - set(countable.kinds()))]
            if by_kind[kind]
        ]
        lines += [_month_line(unit, month) for month in months]
        on_time = given[unit.pk] - late[unit.pk]
        label, url = _("Items published on time"), reverse("clock:late")
        lines.append(Line("on_time", label, on_time, given[unit.pk], measures.ON_TIME, url))
        found[unit.pk] = lines
    return found


def _month_line(unit: Unit, month: Counted) -> Line:
    number = month.by_unit.get(unit.pk, Counter()).total()
    values = {"month": spans.label(Every.MONTH, month.period), "number": AT_LEAST}
    label = _("Items of %(month)s (at least %(number)s)") % values
    code = f"rhythm:{month.period.first:%Y-%m}"
    return Line(code, label, number, AT_LEAST, measures.RHYTHM, month.url(unit))


def counted(units: Sequence[Unit], span: str, period: Period) -> Counted:
    """The items of ``units`` in a period, the same numbers as the public statistics show; three queries at most."""
    closed = ClosedPeriod.objects.filter(span=span, first=period.first).first()
    wanted = [unit.pk for unit in units]
    if closed is None:
        reach = Reach(False, tuple(units))
        tallies = tally(Selection(span, period).rows(reach))
        return Counted({unit: entry.by_kind for unit, entry in tallies.items()}, None, span, period)
    by_unit: dict[int, Counter[str]] = {pk: Counter() for pk in wanted}
    figures = ClosedFigure.objects.filter(line__period=closed, line__unit__in=wanted, section=ALL_SECTIONS)
    changes = FigureCorrection.objects.of_period(closed).filter(line__unit__in=wanted, section=ALL_SECTIONS)
    for unit, kind, number in figures.values_list("line__unit", "kind", "count"):
        by_unit[unit][kind] += number
    for unit, kind, change in changes.values_list("line__unit", "kind", "change"):
        by_unit[unit][kind] += change
    return Counted(by_unit, closed, span, period)


def _rows_and_late(units: Sequence[Unit], period: Period) -> tuple[Counter[int], Counter[int]]:
    """The rows of the ledger by unit, and those of them that were published past their due moment."""
    reach = Reach(False, tuple(units))
    given = {unit: entry.by_kind.total() for unit, entry in tally(Selection(Span.DAYS, period).rows(reach)).items()}
    late = late_items(reach, period, period.ends_at)
    return Counter(given), Counter(item.unit_id for item in late if item.published_at is not None)
