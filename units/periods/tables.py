"""The tables of a closed period: units or sections by kinds, each number with its corrections beside it (LD-6.1b)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from search.vietnamese import sort_key
from units.periods.models import ALL_SECTIONS, ClosedFigure, ClosedLine, ClosedPeriod, FigureCorrection

#: The key of a sum over all kinds.
ALL_KINDS = ""
#: A number of items by row (a unit's id or a section's title) and kind.
Counts = Counter[tuple[Any, str]]


@dataclass(frozen=True)
class Number:
    """A figure as it was closed, and what corrections add to it or take from it."""

    original: int
    change: int = 0

    @property
    def corrected(self) -> int:
        """The figure with its corrections."""
        return self.original + self.change


@dataclass(frozen=True)
class Row:
    """A line of a table: a unit or a section, with a number a kind and their sum."""

    key: str
    name: str
    numbers: tuple[Number, ...]
    total: Number


@dataclass(frozen=True)
class Cut:
    """Which part of a period's figures is shown: those of one unit, of one section, or all."""

    by_section: bool = False
    line: ClosedLine | None = None
    section: str = ALL_SECTIONS

    @property
    def label(self) -> str:
        """The part in words; empty for all of it."""
        if self.line is not None:
            return self.line.unit_name
        if self.section:
            return _("section “%(section)s”") % {"section": self.section}
        return _("all units, by section") if self.by_section else ""


class ClosedTable:
    """One cut through a closed period; ``edition`` takes only so many corrections into account, all by default."""

    def __init__(self, period: ClosedPeriod, cut: Cut, edition: int | None = None) -> None:
        self.period = period
        self.cut = cut
        self._edition = edition

    @cached_property
    def corrections(self) -> list[FigureCorrection]:
        """The corrections of the period that this edition knows, oldest first."""
        rows = FigureCorrection.objects.of_period(self.period).select_related("line__unit", "period", "by")
        return list(rows if self._edition is None else rows[: self._edition])

    @property
    def edition(self) -> int:
        """How many corrections are taken into account."""
        return len(self.corrections)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The columns: code and name."""
        return [(code, name) for code, name in self.period.kinds]

    @cached_property
    def lines(self) -> list[ClosedLine]:
        """The units of the period in protocol order."""
        return list(self.period.lines.select_related("unit").order_by("place"))

    def line_of(self, code: str) -> ClosedLine:
        """The line of the unit with this code. Raises ``KeyError`` for a unit that the period does not have."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, ClosedLine]:
        return {line.unit.code: line for line in self.lines}

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of the table: units in protocol order, or sections by their names."""
        counts, changes = self._counts, self._changes
        if not self.cut.by_section:
            return [self._row(line.unit_id, line.unit.code, line.unit_name, counts, changes) for line in self.lines]
        titles = {title for title, _kind in [*counts, *changes]} - {ALL_SECTIONS}
        return [self._row(title, title, title, counts, changes) for title in sorted(titles, key=sort_key)]

    @cached_property
    def sums(self) -> Row:
        """The last line. Of sections it counts each item once, although an item may stand in several."""
        counts, changes = self._counts, self._changes
        if self.cut.by_section:
            return self._row(ALL_SECTIONS, "", _("All sections, each item once"), counts, changes)
        return self._row(None, "", _("Total"), _summed(counts), _summed(changes))

    @property
    def changed(self) -> list[FigureCorrection]:
        """The corrections that change a number of this table."""
        return [each for each in self.corrections if self._concerns(each)]

    def _row(self, key: Any, code: str, name: str, counts: Counts, changes: Counts) -> Row:
        numbers = tuple(Number(counts[key, kind], changes[key, kind]) for kind, _name in self.kinds)
        total = Number(sum(each.original for each in numbers), sum(each.change for each in numbers))
        return Row(code, name, numbers, total)

    @cached_property
    def _counts(self) -> Counts:
        """The closed numbers of this cut; one query."""
        figures: QuerySet[Any] = ClosedFigure.objects.filter(line__period=self.period).order_by()
        if self.cut.line is not None:
            figures = figures.filter(line=self.cut.line)
        if not self.cut.by_section:
            figures = figures.filter(section=self.cut.section)
        row = "section" if self.cut.by_section else "line__unit"
        return Counter(
            {(key, kind): number for key, kind, number in figures.values_list(row, "kind").annotate(Sum("count"))}
        )

    @cached_property
    def _changes(self) -> Counts:
        found: Counts = Counter()
        for each in self.changed:
            found[each.section if self.cut.by_section else each.line.unit_id, each.kind] += each.change
        return found

    def _concerns(self, correction: FigureCorrection) -> bool:
        if self.cut.line is not None and correction.line.unit_id != self.cut.line.unit_id:
            return False
        return self.cut.by_section or correction.section == self.cut.section


def _summed(counts: Counts) -> Counts:
    found: Counts = Counter()
    for (_key, kind), number in counts.items():
        found[None, kind] += number
    return found


def sections_of(period: ClosedPeriod) -> list[str]:
    """The sections named in a closed period, by name; one query."""
    titles: Iterable[str] = (
        ClosedFigure.objects.filter(line__period=period)
        .exclude(section=ALL_SECTIONS)
        .order_by()
        .values_list("section", flat=True)
        .distinct()
    )
    return sorted(titles, key=sort_key)


def standing(period: ClosedPeriod, unit: int, kind: str, section: str) -> int:
    """One figure of a closed period with its corrections, for whoever enters another one."""
    of_unit = ClosedFigure.objects.filter(line__period=period, line__unit=unit, kind=kind, section=section)
    changes = FigureCorrection.objects.of_period(period).filter(line__unit=unit, kind=kind, section=section)
    return sum(figure.count for figure in of_unit) + sum(each.change for each in changes)
