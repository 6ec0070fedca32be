"""Quotas from a spreadsheet: all of it is read, or every mistake is named by file, row and column (ND-7.1c)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from django.utils.translation import gettext as _

from search.vietnamese import fold
from units import calendar
from units.contributions import countable
from units.contributions.exports import Column, Sheet, Type
from units.duties import spans
from units.duties.spans import Every
from units.models.register import Unit
from units.quotas import rules
from units.quotas.assigning import Assignment
from units.quotas.models import ANY_KIND, LARGEST
from units.spreadsheets import Cells, Mistakes, SheetError, UnitsAsWritten, cells_at, columns_of, rows_of
from units.spreadsheets import text_of as _text

MOST_ROWS = 20_000
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MONTH = re.compile(r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year2>\d{4}))")
QUARTER = re.compile(r"(?:(?P<year>\d{4})-?[qQ](?P<number>[1-4])|(?:[qQ]uý\s+)?(?P<roman>[ivIV]+)/(?P<year2>\d{4}))")
YEAR = re.compile(r"(?:năm\s+)?(?P<year>\d{4})", re.IGNORECASE)


def headings() -> list[str]:
    """The columns of the sheet, in their order."""
    return [_("Unit"), _("Kind"), _("Period of the quota"), _("Quota")]


def blank(units: Iterable[Unit], period: str) -> Sheet:
    """A sheet to fill in: a line a unit, the code of the unit and the period written already."""
    unit, kind, when, quota = headings()
    return Sheet(
        title=_("Quotas"),
        notes=[
            _("Kind: one of %(kinds)s, or empty for every kind together.")
            % {"kinds": ", ".join(str(name) for name in countable.kinds().values())},
            _("Period: 10/2026 for a month, IV/2026 for a quarter, 2026 for a year."),
        ],
        columns=[Column(unit, 20), Column(kind, 20), Column(when, 14), Column(quota, 10, Type.NUMBER)],
        rows=[[each.code, "", period, ""] for each in units],
    )


def read(file: IO[bytes], name: str) -> list[Assignment]:
    """The quotas in ``file``; rows without a number are left out. Raises ``SheetError`` naming every mistake."""
    rows = enumerate(islice(rows_of(file, name), MOST_ROWS), 1)
    places = columns_of(rows, name, headings())
    reader = _Reader(name)
    found = [each for number, cells in rows if (each := reader.row(number, cells, places)) is not None]
    reader.mistakes.refuse()
    if not found:
        said = _("%(file)s holds no quota: fill in the column “%(column)s”.")
        raise SheetError([said % {"file": name, "column": headings()[3]}])
    return found


class _Reader:
    """Reads row by row and gathers what is wrong."""

    def __init__(self, name: str) -> None:
        self.mistakes = Mistakes(name)
        self.units = UnitsAsWritten()
        self.kinds = {key: code for code, label in countable.kinds().items() for key in (fold(str(label)), code)}
        self.kinds |= {"": ANY_KIND, fold(_("every kind")): ANY_KIND}
        self.seen: dict[tuple[int, str, str, date], int] = {}

    def row(self, number: int, cells: Cells, places: list[int | None]) -> Assignment | None:
        """The quota of a row; None for one without a number and for one with mistakes."""
        unit, kind, when, quota = cells_at(cells, places)
        if _text(quota) == "":
            return None
        before = len(self.mistakes.sentences)
        owner = self.units.read(number, headings()[0], unit, self.mistakes)
        code = self._kind(number, kind)
        span, first = self._period(number, when)
        asked = self._number(number, quota)
        if owner is None or len(self.mistakes.sentences) > before:
            return None
        made = Assignment(owner, code, span, spans.period_of(span, first), asked)
        if made.cell in self.seen:
            said = _("the same unit, kind and period as in row %(row)s; leave one of the two")
            self._wrong(number, 0, said % {"row": self.seen[made.cell]})
            return None
        self.seen[made.cell] = number
        return made

    def _wrong(self, row: int, column: int, what: str) -> None:
        self.mistakes.add(row, headings()[column], what)

    def _kind(self, row: int, cell: Any) -> str:
        text = _text(cell)
        found = self.kinds.get(text if text in self.kinds else fold(text))
        if found is None:
            known = ", ".join(str(name) for name in countable.kinds().values())
            self._wrong(row, 1, _("“%(text)s” is no kind; write one of %(kinds)s") % {"text": text, "kinds": known})
        return found or ANY_KIND

    def _period(self, row: int, cell: Any) -> tuple[str, date]:
        try:
            span, first = period_in(cell)
        except ValueError:
            example = _("“%(text)s” is no period; write 10/2026 for a month, IV/2026 for a quarter, 2026 for a year")
            self._wrong(row, 2, example % {"text": _text(cell)})
            return Every.MONTH.value, calendar.today().replace(day=1)
        if (sentence := rules.refusal_of_period(span, first)) is not None:
            self._wrong(row, 2, sentence.rstrip("."))
        return span, first

    def _number(self, row: int, cell: Any) -> int:
        text = _text(cell)
        if not (text.isascii() and text.isdecimal() and len(text) < 10) or int(text) > LARGEST:
            self._wrong(row, 3, _("“%(text)s” is no whole number from 0 to 100000") % {"text": text})
            return 0
        return int(text)


def period_in(cell: Any) -> tuple[str, date]:
    """The span and first day that a cell names; a day stands for its month. Raises ``ValueError`` for anything else."""
    if isinstance(cell, date | datetime):
        return Every.MONTH.value, spans.period(Every.MONTH, cell.year, cell.month).first
    text = _text(cell)
    if found := MONTH.fullmatch(text):
        year, number = int(found["year"] or found["year2"]), int(found["month"] or found["month2"])
        return Every.MONTH.value, spans.period(Every.MONTH, year, number).first
    if found := QUARTER.fullmatch(text):
        year = int(found["year"] or found["year2"])
        number = int(found["number"]) if found["number"] else ROMAN.get(found["roman"].lower(), 0)
        return Every.QUARTER.value, spans.period(Every.QUARTER, year, number).first
    if found := YEAR.fullmatch(text):
        return Every.YEAR.value, spans.period(Every.YEAR, int(found["year"]), 1).first
    raise ValueError(text)
