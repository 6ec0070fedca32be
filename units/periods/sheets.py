"""The files of a closed period, from stored rows alone: each edition is the same to the byte for ever (LD-6.1a)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from units.contributions.exports import Column, Sheet, Type, Value
from units.contributions.periods import day_text, local, moment_text
from units.periods.models import ALL_SECTIONS, FigureCorrection
from units.periods.tables import ClosedTable, Row


def of_table(table: ClosedTable) -> Sheet:
    """The table as it was closed; from the first correction on with what changed and the corrected sum beside it."""
    headings = [_("Change by corrections"), _("Corrected total")] if table.edition else []
    return Sheet(
        title=_("Contributions by section") if table.cut.by_section else _("Contributions by unit"),
        notes=_notes(table),
        columns=[
            Column(_("Section") if table.cut.by_section else _("Unit"), 45),
            *(Column(name, 14, Type.NUMBER) for _code, name in table.kinds),
            Column(_("Total"), 12, Type.NUMBER),
            *(Column(heading, 14, Type.NUMBER) for heading in headings),
        ],
        rows=[_cells(row, table) for row in table.rows],
        totals=_cells(table.sums, table),
        stamp=table.period.closed_at,
    )


def _cells(row: Row, table: ClosedTable) -> list[Value]:
    cells: list[Value] = [row.name, *(number.original for number in row.numbers), row.total.original]
    return [*cells, row.total.change, row.total.corrected] if table.edition else cells


def _notes(table: ClosedTable) -> list[str]:
    period = table.period
    return [
        _("Period: %(period)s") % {"period": period.label},
        *([_("Shown: %(part)s") % {"part": table.cut.label}] if table.cut.label else []),
        _("Closed at %(time)s, digest %(digest)s") % {"time": moment_text(period.closed_at), "digest": period.digest},
        *corrections_in_words(table),
    ]


def corrections_in_words(table: ClosedTable) -> Iterator[str]:
    """A sentence for each correction that changes a number of the table."""
    names = dict(table.kinds)
    for correction in table.changed:
        yield _("Corrected on %(day)s: %(figure)s, %(change)s (%(reason)s)") % {
            "day": day_text(local(correction.at).date()),
            "figure": figure_in_words(correction, names),
            "change": f"{correction.change:+d}",
            "reason": correction.get_ground_display(),
        }


def figure_in_words(correction: FigureCorrection, kinds: dict[str, str]) -> str:
    """Which figure was corrected, such as "Ban Tổ chức, Tin, tháng 10/2026"."""
    parts = [correction.line.unit_name, kinds.get(correction.kind, correction.kind), correction.period.label]
    if correction.section != ALL_SECTIONS:
        parts.insert(2, correction.section)
    return ", ".join(parts)
