"""Quotas from a spreadsheet: all of it is read, or every mistake is named by file, row and column (ND-7.1c)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
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
from units.quotas.opening import Cells, SheetError, rows_of
from units.quotas.opening import text_of as _text

MOST_ROWS = 20_000
MISTAKES_SHOWN = 50
#: So far down the headings may stand; above them a sheet says what it is.
HEAD_WITHIN = 12
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
    places = _columns(rows, name)
    reader = _Reader(name)
    found = [each for number, cells in rows if (each := reader.row(number, cells, places)) is not None]
    if reader.mistakes:
        left = len(reader.mistakes) - MISTAKES_SHOWN
        more = [_("… and %(number)s more.") % {"number": left}] if left > 0 else []
        raise SheetError([*reader.mistakes[:MISTAKES_SHOWN], *more])
    if not found:
        said = _("%(file)s holds no quota: fill in the column “%(column)s”.")
        raise SheetError([said % {"file": name, "column": headings()[3]}])
    return found


def _columns(rows: Iterator[tuple[int, Cells]], name: str) -> list[int]:
    """Where each column stands; ``rows`` is read as far as the headings."""
    wanted = [fold(heading) for heading in headings()]
    for _number, cells in islice(rows, HEAD_WITHIN):
        said = [fold(_text(cell)) for cell in cells]
        if all(heading in said for heading in wanted):
            return [said.index(heading) for heading in wanted]
    raise SheetError(
        [
            _("%(file)s has no row with the headings %(headings)s among its first rows.")
            % {"file": name, "headings": ", ".join(f"“{heading}”" for heading in headings())}
        ]
    )


class _Reader:
    """Reads row by row and gathers what is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.mistakes: list[str] = []
        units = list(Unit.objects.active())
        names = Counter(fold(unit.name) for unit in units)
        # Of two units that are written alike, only the codes tell which is meant.
        self.units = {fold(unit.name): unit for unit in units if names[fold(unit.name)] == 1}
        self.units |= {unit.code.lower(): unit for unit in units}
        self.kinds = {key: code for code, label in countable.kinds().items() for key in (fold(str(label)), code)}
        self.kinds |= {"": ANY_KIND, fold(_("every kind")): ANY_KIND}
        self.seen: dict[tuple[int, str, str, date], int] = {}

    def row(self, number: int, cells: Cells, places: list[int]) -> Assignment | None:
        """The quota of a row; None for one without a number and for one with mistakes."""
        unit, kind, when, quota = (cells[place] if place < len(cells) else None for place in places)
        if _text(quota) == "":
            return None
        before = len(self.mistakes)
        owner = self._unit(number, unit)
        code = self._kind(number, kind)
        span, first = self._period(number, when)
        asked = self._number(number, quota)
        if owner is None or len(self.mistakes) > before:
            return None
        made = Assignment(owner, code, span, spans.period_of(span, first), asked)
        if made.cell in self.seen:
            said = _("the same unit, kind and period as in row %(row)s; leave one of the two")
            self._wrong(number, 0, said % {"row": self.seen[made.cell]})
            return None
        self.seen[made.cell] = number
        return made

    def _wrong(self, row: int, column: int, what: str) -> None:
        place = {"file": self.name, "row": row, "column": headings()[column], "what": what}
        self.mistakes.append(_("%(file)s, row %(row)s, column “%(column)s”: %(what)s.") % place)

    def _unit(self, row: int, cell: Any) -> Unit | None:
        text = _text(cell)
        found = self.units.get(text.lower()) or self.units.get(fold(text))
        if found is None:
            self._wrong(row, 0, _("“%(text)s” is no unit of the register; write its code or its name") % {"text": text})
        return found

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
