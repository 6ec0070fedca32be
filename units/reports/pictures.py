"""A report as the screen shows it: numbers with what they lead to, bars, the shades of a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from units.contributions import chart, exports
from units.contributions.chart import Chart
from units.reports.measures import ALL_FACTS, OPENS
from units.reports.report import Line, Report, Table, Value

#: How many shades a calendar has besides none.
SHADES = 4


@dataclass(frozen=True)
class Cell:
    """One number: where it leads, what a screen reader says of it, how dark it is in a calendar."""

    text: str
    url: str = ""
    spoken: str = ""
    shade: int = 0


class Linked:
    """The table with addresses; ``address`` makes the one behind a line and a column."""

    def __init__(self, report: Report, table: Table, address: Callable[..., str]) -> None:
        self.report, self.table, self.address = report, table, address
        shaded = [place for place, measure in enumerate(table.measures) if measure.code != ALL_FACTS]
        # Where nobody gave more than a few, one item is no reason for the darkest shade.
        self.most = max([SHADES, *(line.values[place] or 0 for line in table.lines for place in shaded)])

    @property
    def headings(self) -> list[str]:
        """The heads of the columns after the first."""
        return [str(measure.heading) for measure in self.table.measures]

    def line(self, line: Line) -> dict[str, Any]:
        """One line: its name and its cells."""
        name = line.name or _("Total")
        cells = zip(self.table.measures, line.values, strict=True)
        return {"name": name, "cells": [self._cell(line, name, measure, value) for measure, value in cells]}

    def _cell(self, line: Line, name: str, measure: Any, value: int | None) -> Cell:
        if not isinstance(measure, OPENS):
            return Cell("–" if value is None else str(value))
        spoken = _("%(count)s: %(line)s, %(column)s") % {"count": value, "line": name, "column": measure.heading}
        is_shaded = line.key and measure.code != ALL_FACTS
        shade = -(-SHADES * (value or 0) // self.most) if is_shaded else 0
        return Cell(str(value), self.address(line=line.key, column=measure.code), spoken, shade)


def drawn(report: Report, table: Table, period: str) -> Chart | None:
    """The lines by the report's column, largest first; with one line the columns of that line."""
    measures = enumerate(table.measures)
    counted = [place for place, each in measures if isinstance(each, OPENS) or each.code == report.drawn]
    if not counted:
        return None
    if len(table.lines) == 1:
        line = table.lines[0]
        counts = [(str(table.measures[place].heading), line.values[place] or 0) for place in counted]
        title = _("%(report)s: %(line)s, %(period)s") % {"report": report.title, "line": line.name, "period": period}
    else:
        named = [place for place in counted if table.measures[place].code == report.drawn]
        place = (named or counted)[0]
        counts = [(line.name, line.values[place] or 0) for line in table.lines]
        about = {"report": report.title, "column": table.measures[place].heading, "period": period}
        title = _("%(report)s: %(column)s, %(period)s") % about
    return chart.bars_of(title, counts, _("%(number)s others: %(count)s"))


def told(report: Report, row: Sequence[Value]) -> list[dict[str, Any]]:
    """A row behind a number, each value as the screen writes it."""
    return [
        {"text": exports.shown(value), "is_number": each.type is exports.Type.NUMBER}
        for each, value in zip(report.told, row, strict=True)
    ]
