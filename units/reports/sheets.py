"""A report as a sheet, which every form of file is written from: the table, and what stands behind a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from units.contributions import periods
from units.contributions.tables import Column, Sheet, Type, Value
from units.contributions.totals import Total, share_of, summed
from units.reports.asked import Asked
from units.reports.measures import OPENS, Measure, Share
from units.reports.report import Report, Table

CHUNK = 500


def of_table(report: Report, table: Table, asked: Asked) -> Sheet:
    """The table with its totals, which a spreadsheet works out anew when a line is changed."""
    return Sheet(
        title=str(report.title),
        notes=notes(asked),
        columns=[
            Column(str(report.dimension.heading), 45),
            *(Column(str(measure.heading), 14, Type.NUMBER) for measure in table.measures),
        ],
        rows=[[line.name, *line.values] for line in table.lines],
        totals=[_("Total"), *_totals(report, table)],
    )


def _totals(report: Report, table: Table) -> Iterable[Value | Total]:
    places = {measure.code: place for place, measure in enumerate(table.measures, 1)}
    for measure, value in zip(table.measures, table.total.values, strict=True):
        yield _total(measure, value, places) if report.dimension.adds_up else value


def _total(measure: Measure, value: int | None, places: dict[str, int]) -> Value | Total:
    if isinstance(measure, OPENS):
        return summed(value)
    if isinstance(measure, Share) and {measure.part, measure.whole} <= {*places}:
        return share_of(value, places[measure.part], places[measure.whole])
    return value


def of_items(report: Report, facts: Any, asked: Asked, about: str) -> Sheet:
    """What stands behind a number, read from the database a few hundred at a time."""
    return Sheet(
        title=_("%(report)s: details") % {"report": report.title},
        notes=[*([about] if about else []), *notes(asked)],
        columns=[Column(str(told.heading), told.width, told.type) for told in report.told],
        rows=report.rows_behind(facts.iterator(chunk_size=CHUNK) if isinstance(facts, QuerySet) else facts),
    )


def notes(asked: Asked) -> list[str]:
    """What was asked, and when."""
    exported = _("Exported at %(time)s") % {"time": periods.moment_text(timezone.now())}
    return [*asked.selection.described(), exported]
