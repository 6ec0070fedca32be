"""The table of a closed period as a page shows it: every number with the address of the items behind it (LD-6.1b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from units.contributions.periods import day_text, local
from units.periods import addresses
from units.periods.sheets import figure_in_words
from units.periods.tables import ALL_KINDS, ClosedTable, Cut, Number, Row


@dataclass(frozen=True)
class Cell:
    """A number on a page: what it was, what corrections make of it, and what a screen reader says of it."""

    number: Number
    url: str
    spoken: str


@dataclass(frozen=True)
class Line:
    """A line of the table; ``url`` leads to the cut of the unit or the section."""

    name: str
    url: str
    cells: list[Cell]
    total: Cell


def linked(table: ClosedTable, shown: Sequence[Row]) -> dict[str, Any]:
    """The lines ``shown`` of the table and its sums, ready for a template."""
    return {
        "kinds": [name for _code, name in table.kinds],
        "row_heading": _("Section") if table.cut.by_section else _("Unit"),
        "lines": [_line(table, row, _cut_url(table, row)) for row in shown],
        "sums": _line(table, table.sums, ""),
        "total": table.sums.total,
        "cut": table.cut,
        "corrections": [
            {
                "day": day_text(local(each.at).date()),
                "figure": figure_in_words(each, dict(table.kinds)),
                "change": f"{each.change:+d}".replace("-", "−"),
                "reason": each.get_ground_display(),
            }
            for each in table.changed
        ],
    }


def cuts(table: ClosedTable) -> list[dict[str, Any]]:
    """The ways to see the period, the present one marked."""
    offered = [(_("By unit"), Cut()), (_("By section"), Cut(by_section=True))]
    return [
        {"label": label, "url": addresses.of_period(table.period, cut), "is_current": cut == table.cut}
        for label, cut in offered
    ]


def _cut_url(table: ClosedTable, row: Row) -> str:
    """The cut that a line opens: the sections of a unit, the units of a section; none within a cut."""
    if table.cut.line is not None or table.cut.section:
        return ""
    if table.cut.by_section:
        return addresses.of_period(table.period, Cut(section=row.key))
    return addresses.of_period(table.period, Cut(by_section=True, line=table.line_of(row.key)))


def _line(table: ClosedTable, row: Row, url: str) -> Line:
    unit, section = (row.key, table.cut.section) if not table.cut.by_section else ("", row.key)
    if table.cut.line is not None:
        unit = table.cut.line.unit.code

    def cell(number: Number, kind: str, kind_name: str) -> Cell:
        spoken = _("%(count)s: %(unit)s, %(kind)s") % {"count": number.original, "unit": row.name, "kind": kind_name}
        return Cell(number, addresses.of_items(table.period, unit, kind, section), spoken)

    columns = zip(row.numbers, table.kinds, strict=True)
    return Line(
        name=row.name,
        url=url,
        cells=[cell(number, code, name) for number, (code, name) in columns],
        total=cell(row.total, ALL_KINDS, _("all kinds")),
    )
