"""The list to sign of a month, and its lines, as files (LD-6.2)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from units.contributions.exports import Column, Sheet, Type, Value
from units.contributions.periods import moment_text
from units.contributions.selection import kind_name
from units.remuneration.models import PayLine, PaySheet
from units.remuneration.totals import Totals

CHUNK = 2000


def to_sign(sheet: PaySheet, sums: Totals) -> Sheet:
    """The list that people sign when they are paid: a line a person with tax and an empty column."""
    return Sheet(
        title=_("List of payments"),
        notes=notes(sheet),
        columns=[
            Column(_("No."), 6, Type.NUMBER),
            Column(_("Full name"), 30),
            Column(_("Unit"), 40),
            Column(_("Items"), 8, Type.NUMBER),
            Column(_("As author"), 16, Type.NUMBER),
            Column(_("For editing and control"), 16, Type.NUMBER),
            Column(_("Sum"), 16, Type.NUMBER),
            Column(_("Tax"), 14, Type.NUMBER),
            Column(_("Paid out"), 16, Type.NUMBER),
            Column(_("Signature"), 24),
        ],
        rows=[
            [
                place,
                each.name,
                each.unit_names,
                each.items,
                each.authored,
                each.controlled,
                each.total,
                each.tax,
                each.net,
                "",
            ]
            for place, each in enumerate(sums.payees, 1)
        ],
        totals=[None, _("Total"), "", None, None, None, sums.total, sums.tax, sums.net, ""],
    )


def of_lines(sheet: PaySheet) -> Sheet:
    """Every line with what it was worked out from."""
    return Sheet(
        title=_("Lines of pay"),
        notes=notes(sheet),
        columns=[
            Column(_("Title as counted"), 60),
            Column(_("Unit (name at the time)"), 35),
            Column(_("Kind"), 18),
            Column(_("Work"), 18),
            Column(_("Full name"), 30),
            Column(_("Share in per cent"), 10, Type.NUMBER),
            Column(_("Coefficient"), 12),
            Column(_("Amount in đồng"), 16, Type.NUMBER),
            Column(_("Why nothing"), 40),
        ],
        rows=_rows(sheet),
    )


def notes(sheet: PaySheet) -> list[str]:
    """What the sheet is for, what it rests on and how far it has come."""
    told = [
        _("Period: %(period)s") % {"period": sheet.period.label},
        _("Table: %(decision)s") % {"decision": sheet.table.decision},
        _("State: %(state)s") % {"state": sheet.get_state_display()},
    ]
    if sheet.approved_by is not None:
        values = {"person": sheet.approved_by, "time": moment_text(sheet.approved_at)}
        told.append(_("Approved by %(person)s at %(time)s") % values)
    return told


def _rows(sheet: PaySheet) -> Iterator[list[Value]]:
    for line in sheet.lines.select_related("contribution").iterator(chunk_size=CHUNK):
        yield [
            line.contribution.title,
            line.contribution.unit_name,
            kind_name(line.contribution.kind),
            str(line.get_work_display()),
            line.name,
            line.share,
            f"{line.coefficient:.2f}".replace(".", ","),
            line.amount,
            str(PayLine.Why(line.why).label) if line.why else "",
        ]
