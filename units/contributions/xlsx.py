"""XLSX, written row by row so that its length costs no memory; text stays text, totals are live (LD-6.1a).

A formula carries its value as well, for readers that work nothing out, such as the preview of a telephone. The archive
bears no time of its own: with a ``stamp`` the same rows are the same bytes on any day.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from units.contributions import periods
from units.contributions.tables import Sheet, Type, Value
from units.contributions.totals import Total, plain

#: Excel's own limits; rows beyond the first go to a further sheet.
SHEET_ROWS = 1_000_000
CELL_LENGTH = 32_767
NAME_LENGTH = 25
#: What makes a spreadsheet program read a text as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: The height of a line in points, and how many of them Excel allows a row.
LINE, MOST_LINES = 15, 27
#: The number that spreadsheets give to this paper.
A4 = 9
#: What XML cannot hold, and what the name of a sheet must not.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(sheet: Sheet, target: IO[bytes]) -> int:
    """Write ``sheet`` as XLSX into ``target`` and return the number of rows, the row of sums not counted."""
    book = Workbook(target, {"constant_memory": True, "default_date_format": Type.DAY.value})
    if sheet.stamp is not None:
        book.set_properties({"created": sheet.stamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)})
    page, written = _Page(book, sheet), 0
    for row in sheet.rows:
        if written and written % SHEET_ROWS == 0:
            page = _Page(book, sheet)
        page.write(row)
        written += 1
    if sheet.totals:
        # Where the rows fill several sheets, none of them could add up all.
        page.write_totals(sheet.totals, live=0 < written <= SHEET_ROWS)
    book.close()
    return written


class _Page:
    """One sheet of the file: title, notes and headings, then row after row."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        name = _NOT_IN_NAMES.sub(" ", sheet.title)[:NAME_LENGTH]
        self.page: Worksheet = book.add_worksheet(f"{name} {len(book.worksheets()) + 1}")
        self.types = [column.type for column in sheet.columns]
        self.widths = [column.width for column in sheet.columns]
        self.style = _styles(book)
        self.head = len(sheet.notes) + 1
        self.next = self.head + 1
        self.tall: deque[int] = deque()
        self._prepare(sheet)
        self.page.write_string(0, 0, _clean(sheet.title), book.add_format({"bold": True, "font_size": 14}))
        for place, note in enumerate(sheet.notes, 1):
            self.page.write_string(place, 0, _clean(note))
        self._give_room(self.head, [column.heading for column in sheet.columns])
        headed = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, column in enumerate(sheet.columns):
            self.page.write_string(self.head, place, _clean(column.heading), headed)

    def _prepare(self, sheet: Sheet) -> None:
        for place, column in enumerate(sheet.columns):
            self.page.set_column(place, place, column.width)
        self.page.freeze_panes(self.next, 1)
        self.page.repeat_rows(self.head)
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&C&P / &N")

    def write(self, row: Sequence[Value], bold: bool = False) -> None:
        """Write one row."""
        self._give_room(self.next, row)
        for place, (kind, value) in enumerate(zip(self.types, row, strict=True)):
            self._cell(place, kind, value, bold)
        self.next += 1
        self._forget()

    def write_totals(self, totals: Sequence[Value | Total], live: bool) -> None:
        """Write the last row, its formulas where they are ``live``."""
        first, last = self.head + 2, self.next
        for place, (kind, total) in enumerate(zip(self.types, totals, strict=True)):
            value = plain(total)
            if live and isinstance(total, Total):
                formula = total.placed(len(self.types), place, first, last)
                self.page.write_formula(
                    self.next, place, formula, self.style(kind, True), "" if value is None else value
                )
            else:
                self._cell(place, kind, value, bold=True)

    def _give_room(self, place: int, row: Sequence[Value]) -> None:
        """Make a row as high as its longest text: not every program does it by itself. Before its cells are written."""
        texts = ((value, width - 2) for value, width in zip(row, self.widths, strict=True) if isinstance(value, str))
        lines = max((-(-len(text) // width) + text.count("\n") for text, width in texts), default=1)
        if lines > 1:
            self.page.set_row(place, min(lines, MOST_LINES) * LINE)
            self.tall.append(place)

    def _forget(self) -> None:
        """Let go of the heights of rows that lie in the file by now: the library would keep them all to the end."""
        while self.tall and self.tall[0] < self.page.previous_row:
            place = self.tall.popleft()
            for kept in (self.page.row_info, self.page.row_sizes):
                kept.pop(place, None)

    def _cell(self, place: int, kind: Type, value: Value, bold: bool) -> None:
        if isinstance(value, str):
            text = _clean(value)
            if text:
                # Typed as text, "=1+1" is a title and stays one, also when somebody edits the cell.
                style = self.style(kind, bold, value.startswith(FORMULA_STARTS))
                self.page.write_string(self.next, place, text, style)
        elif isinstance(value, datetime):
            self.page.write_datetime(
                self.next, place, periods.local(value).replace(tzinfo=None), self.style(kind, bold)
            )
        elif isinstance(value, date):
            self.page.write_datetime(self.next, place, value, self.style(kind, bold))
        elif value is not None:
            self.page.write_number(self.next, place, value, self.style(kind, bold))


def _clean(text: str) -> str:
    return _NEVER.sub("", text.replace("\r", "\n"))[:CELL_LENGTH]


def _styles(book: Workbook) -> Any:
    @cache
    def style(kind: Type, bold: bool, quoted: bool = False) -> Format:
        """The look of a cell: each is made once and not a million times."""
        return book.add_format(
            {
                "num_format": kind.value,
                "bold": bold,
                "text_wrap": kind is Type.TEXT,
                "valign": "top",
                "quote_prefix": quoted,
            }
        )

    return style
