"""A closed period as a paper: its figures by unit and by section, with what was corrected (LD-6.1a, LD-6.1b)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from units import calendar
from units.contributions import exports
from units.contributions.periods import moment_text
from units.contributions.tables import Sheet
from units.papers.paper import Heading, Paper, Paragraph, Part, Table
from units.periods import sheets
from units.periods.models import ClosedPeriod
from units.periods.tables import ClosedTable, Cut
from units.reports import prints

#: So many letters of a digest stand together.
GROUP = 8


def paper_of(period: ClosedPeriod, edition: int | None = None) -> Paper:
    """The paper in the portal's language, dated the day of closing or, of an edition with corrections, of the last one.

    Of the same edition every run gives the same paper, as long as the organisation keeps its name.
    """
    with translation.override(settings.LANGUAGE_CODE):
        by_unit = ClosedTable(period, Cut(), edition)
        by_section = ClosedTable(period, Cut(by_section=True), edition)
        moment = by_unit.corrections[-1].at if by_unit.corrections else period.closed_at
        return Paper(
            letterhead=prints.letterhead(None, calendar.day_of(moment), "BC"),
            kind=_("Report"),
            title=_("on the statistics of %(period)s") % {"period": period.label},
            parts=list(_parts(by_unit, by_section)),
        )


def _parts(by_unit: ClosedTable, by_section: ClosedTable) -> Iterator[Part]:
    yield Paragraph("\n".join([*_grounds(by_unit.period), *sheets.corrections_in_words(by_unit)]))
    yield Heading(_("I. By unit"))
    yield from _tables(sheets.of_table(by_unit))
    if by_section.rows:
        yield Heading(_("II. By section"))
        yield Paragraph(_("An item of two sections stands in both lines; the last line counts it once."))
        yield from _tables(sheets.of_table(by_section))


def _grounds(period: ClosedPeriod) -> Iterator[str]:
    """When it was closed, and its digest in groups, so that it can be divided between lines."""
    yield _("Closed at %(time)s.") % {"time": moment_text(period.closed_at)}
    groups = (period.digest[start : start + GROUP] for start in range(0, len(period.digest), GROUP))
    yield _("Digest of the closed figures (SHA-256): %(digest)s.") % {"digest": " ".join(groups)}


def _tables(sheet: Sheet) -> list[Table]:
    rows = [[exports.shown(value) for value in row] for row in sheet.rows]
    return prints.tables_of(sheet.columns, rows, [exports.shown(exports.plain(total)) for total in sheet.totals])
