"""Issued documents from a spreadsheet: all of it is read, or every mistake is named by its place (ND-9.3a)."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import IO, Any

from django.utils.translation import gettext as _

from search.vietnamese import fold, is_symbol, tidy_symbol
from search.vietnamese.symbols import EXAMPLES
from units.contributions.exports import Column, Sheet
from units.issued import keeping
from units.issued.keeping import Entry
from units.issued.models import EXTRACT_LENGTH, SYMBOL_LENGTH
from units.spreadsheets import (
    Cells,
    Mistakes,
    PeopleAsWritten,
    SheetError,
    UnitsAsWritten,
    cells_at,
    columns_of,
    day_in,
    rows_of,
    text_of,
)

MOST_ROWS = 5_000
YES, NO = ("co", "x", "yes"), ("khong", "no")


def headings() -> list[str]:
    """The columns of the sheet, in their order."""
    return [_("Number and symbol"), _("Day of issue"), _("Extract"), _("Unit"), _("For publication"), _("Post by")]


def further() -> list[str]:
    """The columns that a sheet may do without."""
    return [_("Drafter")]


def blank() -> Sheet:
    """A sheet to fill in."""
    widths = [20, 14, 60, 20, 12, 14, 24]
    return Sheet(
        title=_("Issued documents"),
        notes=[
            _("Unit: its code or its name. For publication: yes or no. Days as 15/10/2026."),
            _("Post by: empty for a week after the day of issue. Leave out secret documents."),
            _("Drafter: the user name, or the full name where only one person has it; may be left out."),
        ],
        columns=[Column(heading, width) for heading, width in zip(headings() + further(), widths, strict=True)],
        rows=[],
    )


def read(file: IO[bytes], name: str) -> list[Entry]:
    """The documents in ``file``; empty rows are left out. Raises ``SheetError`` naming every mistake."""
    rows = enumerate(islice(rows_of(file, name), MOST_ROWS + 1), 1)
    places = columns_of(rows, name, headings(), further())
    reader, last = _Reader(name), 0
    for last, cells in rows:
        reader.row(last, cells_at(cells, places))
    if last > MOST_ROWS:
        raise SheetError([_("%(file)s has more than 5,000 rows; send it in parts.") % {"file": name}])
    reader.refuse_what_is_known()
    reader.mistakes.refuse()
    if not reader.found:
        raise SheetError([_("%(file)s holds no document below its headings.") % {"file": name}])
    return list(reader.found.values())


class _Reader:
    """Reads row by row and gathers what is wrong."""

    def __init__(self, name: str) -> None:
        self.mistakes, self.units = Mistakes(name), UnitsAsWritten()
        self.found: dict[int, Entry] = {}
        self.people = PeopleAsWritten()
        self.heads = headings() + further()
        self.seen: dict[tuple[int, str, date], int] = {}

    def row(self, number: int, cells: Cells) -> None:
        """Read one row; an empty one says nothing."""
        if not any(text_of(cell) for cell in cells):
            return
        before = len(self.mistakes.sentences)
        symbol, extract = self._symbol(number, cells[0]), self._extract(number, cells[2])
        issued_on = self._day(number, 1, cells[1])
        unit = self.units.read(number, self.heads[3], cells[3], self.mistakes)
        to_publish = self._answer(number, cells[4])
        due_on = self._day(number, 5, cells[5]) if text_of(cells[5]) else None
        drafter = self.people.read(number, self.heads[6], cells[6], self.mistakes)
        if issued_on and (sentence := keeping.refusal_of_days(issued_on, due_on)):
            self._wrong(number, 1, sentence.rstrip("."))
        if len(self.mistakes.sentences) > before or unit is None or issued_on is None:
            return
        entry = Entry(unit, symbol, issued_on, extract, to_publish, due_on, drafter)
        if (first := self.seen.setdefault(entry.key, number)) != number:
            self._wrong(number, 0, _("the same document as in row %(row)s; leave one of the two") % {"row": first})
            return
        self.found[number] = entry

    def refuse_what_is_known(self) -> None:
        """A document of the register cannot be entered again."""
        known = keeping.taken(list(self.found.values()))
        for number, entry in self.found.items():
            if entry.key in known:
                self._wrong(number, 0, _("this document is in the register already"))

    def _wrong(self, row: int, column: int, what: str) -> None:
        self.mistakes.add(row, self.heads[column], what)

    def _symbol(self, row: int, cell: Any) -> str:
        symbol = tidy_symbol(text_of(cell))
        if not is_symbol(symbol) or len(symbol) > SYMBOL_LENGTH:
            said = _("“%(text)s” is no number and symbol; write it like one of %(examples)s")
            self._wrong(row, 0, said % {"text": text_of(cell), "examples": ", ".join(EXAMPLES)})
        return symbol

    def _extract(self, row: int, cell: Any) -> str:
        text = text_of(cell)
        if not text or len(text) > EXTRACT_LENGTH:
            said = _("say what the document is about, in at most %(number)s letters")
            self._wrong(row, 2, said % {"number": EXTRACT_LENGTH})
        return text

    def _day(self, row: int, column: int, cell: Any) -> date | None:
        try:
            return day_in(cell)
        except ValueError:
            said = _("“%(text)s” is no day; write it as 15/10/2026") % {"text": text_of(cell)}
            self._wrong(row, column, said)
        return None

    def _answer(self, row: int, cell: Any) -> bool:
        said = fold(text_of(cell))
        if said not in (*YES, *NO):
            self._wrong(row, 4, _("write yes or no"))
        return said in YES
