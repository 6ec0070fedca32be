"""The list to sign of a month as a paper: a line a person, with room for the signature (LD-6.2)."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from units import calendar
from units.papers.paper import Align, Column, Paper, Paragraph, Signature, Table
from units.remuneration import sheets
from units.remuneration.models import PaySheet
from units.remuneration.money import written
from units.remuneration.totals import Totals
from units.reports import prints


def to_sign(sheet: PaySheet, sums: Totals) -> Paper:
    """The paper in the portal's language, dated the day on which the sheet was approved, else that of its drawing up.

    Everybody stands on it, however many they are: who is not on the list is not paid.
    """
    with translation.override(settings.LANGUAGE_CODE):
        signed = [sheet.drawn_by, sheet.reviewed_by, sheet.approved_by]
        names = [str(person) if person is not None else "…" for person in signed]
        people = dict(zip(("drawn", "reviewed", "approved"), names, strict=True))
        return Paper(
            letterhead=prints.letterhead(None, calendar.day_of(sheet.approved_at or sheet.drawn_at)),
            kind=_("List of payments"),
            title=_("to the authors of items of %(period)s") % {"period": sheet.period.label},
            parts=[
                Paragraph("\n".join(sheets.notes(sheet))),
                _table(sums),
                Paragraph(_("Drawn up: %(drawn)s. Reviewed: %(reviewed)s. Approved: %(approved)s.") % people),
            ],
            signature=Signature("", _("Approved by"), names[-1] if sheet.is_locked else ""),
        )


def _table(sums: Totals) -> Table:
    number = Align.END
    return Table(
        [
            Column(_("No."), 13, Align.CENTRE),
            Column(_("Full name"), 30),
            Column(_("Unit"), 25),
            Column(_("Sum"), 27, number),
            Column(_("Tax"), 24, number),
            Column(_("Paid out"), 27, number),
            Column(_("Signature"), 23),
        ],
        [
            [str(place), each.name, each.unit_names, *map(written, (each.total, each.tax, each.net)), ""]
            for place, each in enumerate(sums.payees, 1)
        ],
        totals=["", _("Total"), "", *map(written, (sums.total, sums.tax, sums.net)), ""],
    )
