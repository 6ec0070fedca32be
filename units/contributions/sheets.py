"""What the exports hold: the table, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from units.contributions import periods
from units.contributions.exports import Column, Sheet, Type, Value, summed
from units.contributions.figures import Figures
from units.contributions.items import approver_name, authors_text, with_people
from units.contributions.models import ContributionQuerySet
from units.contributions.selection import Selection, kind_name, origin_name

CHUNK = 500


def of_figures(table: Figures, selection: Selection) -> Sheet:
    """The table of units by kinds, with its sums."""
    sums = table.by_kind
    return Sheet(
        title=_("Contributions by unit"),
        notes=_notes(selection),
        columns=[
            Column(_("Unit"), 45),
            *(Column(name, 14, Type.NUMBER) for _code, name in table.kinds),
            Column(_("Total"), 12, Type.NUMBER),
        ],
        rows=[[line.name, *(line.by_kind[code] for code, _name in table.kinds), line.total] for line in table.lines],
        totals=[_("Total"), *(summed(sums[code]) for code, _name in table.kinds), summed(table.total)],
    )


def of_items(rows: ContributionQuerySet, selection: Selection) -> Sheet:
    """The rows behind the figures, newest first, read from the database a few hundred at a time."""
    return Sheet(
        title=_("Counted items"),
        notes=_notes(selection),
        columns=[
            Column(_("Title as counted"), 60),
            Column(_("Unit (name at the time)"), 35),
            Column(_("Kind"), 18),
            Column(_("Sections"), 30),
            Column(_("Origin"), 16),
            Column(_("Timely news"), 10),
            Column(_("Authors and shares"), 40),
            Column(_("Day of the event"), 12, Type.DAY),
            Column(_("Submitted at"), 17, Type.MOMENT),
            Column(_("Approved by"), 24),
            Column(_("Approved at"), 17, Type.MOMENT),
            Column(_("Published at"), 17, Type.MOMENT),
        ],
        rows=_item_rows(rows),
    )


def _notes(selection: Selection) -> list[str]:
    exported = _("Exported at %(time)s") % {"time": periods.moment_text(timezone.now())}
    return [*selection.described(), exported]


def _item_rows(rows: ContributionQuerySet) -> Iterator[list[Value]]:
    # Looked up once: a translation for each of a hundred thousand rows costs more than the rows.
    kind, origin, yes_no = cache(kind_name), cache(origin_name), {True: _("yes"), False: _("no")}
    # In the order of the ledger's index, so that the database need not sort a hundred thousand rows in memory.
    ordered = with_people(rows).order_by("-published_at", "-unit_id", "-kind", "-pk")
    for row in ordered.iterator(chunk_size=CHUNK):
        yield [
            row.title,
            row.unit_name,
            kind(row.kind),
            ", ".join(row.sections),
            origin(row.origin),
            yes_no[row.timely],
            authors_text(row),
            row.event_date,
            row.submitted_at,
            approver_name(row),
            row.approved_at,
            row.published_at,
        ]
