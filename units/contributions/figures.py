"""The figures: how many items each unit gave, by kind, in one GROUP BY over the ledger (LD-6.1a)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, Subquery

from units.calendar import Period
from units.contributions import countable
from units.contributions.models import ContributionQuerySet
from units.contributions.readers import Reach
from units.contributions.selection import Selection, kind_name
from units.models import Unit


@dataclass
class Tally:
    """What one unit gave: items by kind, under the name it bore when it gave the last of them."""

    name: str
    by_kind: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Line:
    """One unit's line of the table."""

    unit: Unit
    name: str
    by_kind: Counter[str]

    @property
    def total(self) -> int:
        """All kinds together."""
        return self.by_kind.total()


@dataclass(frozen=True)
class Figures:
    """The whole table: its columns (kind, name) and its lines in protocol order."""

    kinds: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]

    @property
    def by_kind(self) -> Counter[str]:
        """The sums of the columns."""
        return sum((line.by_kind for line in self.lines), Counter())

    @property
    def total(self) -> int:
        """The grand total."""
        return self.by_kind.total()


def tally(rows: ContributionQuerySet) -> dict[int, Tally]:
    """``rows`` counted by unit and kind; two queries. Names come from the ledger, not from today's register.

    They are looked up apart, one row a unit: grouped by the name as well, a year took PostgreSQL nearly twice as long.
    """
    counted = list(rows.order_by().values_list("unit", "kind").annotate(number=Count("pk")))
    last = rows.filter(unit=OuterRef("pk")).order_by("-published_at", "-pk").values("unit_name")[:1]
    units = Unit.objects.filter(pk__in={unit for unit, _kind, _number in counted}).order_by()
    names = dict(units.annotate(last_name=Subquery(last)).values_list("pk", "last_name"))
    tallies: dict[int, Tally] = {}
    for unit, kind, number in counted:
        tallies.setdefault(unit, Tally(names[unit])).by_kind[kind] += number
    return tallies


def figures(reach: Reach, selection: Selection) -> Figures:
    """The table for ``selection``: every unit that existed in the period, and every other that has rows in it."""
    tallies = tally(selection.rows(reach))
    units = [selection.unit] if selection.unit else reach.units
    lines = tuple(
        Line(unit, tallies[unit.pk].name, tallies[unit.pk].by_kind)
        if unit.pk in tallies
        else Line(unit, name_on(unit, selection.period.last), Counter())
        for unit in units
        if unit.pk in tallies or existed(unit, selection.period)
    )
    return Figures(_columns(selection, tallies.values()), lines)


def _columns(selection: Selection, tallies: Iterable[Tally]) -> tuple[tuple[str, str], ...]:
    if selection.kind:
        return ((selection.kind, kind_name(selection.kind)),)
    known = list(countable.kinds())
    retired = sorted({kind for entry in tallies for kind in entry.by_kind} - set(known))
    return tuple((code, kind_name(code)) for code in [*known, *retired])


def existed(unit: Unit, period: Period) -> bool:
    """Whether ``unit`` existed on some day of ``period``."""
    return unit.valid_from <= period.last and (unit.valid_to is None or unit.valid_to >= period.first)


def name_on(unit: Unit, day: date) -> str:
    """``Unit.name_on`` from the former names fetched for all units at once."""
    later = [former for former in unit.former_names.all() if former.valid_to >= day]
    return min(later, key=lambda former: former.valid_to).name if later else unit.name
