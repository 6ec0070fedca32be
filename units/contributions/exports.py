"""Spreadsheets, written row by row so that their length costs no memory; usable without a request (LD-6.1a).

A ``Sheet`` is what is to be written; ``write_xlsx`` and ``csv_lines`` write it. Moments are the portal's own.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import IO

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from search.vietnamese import slugify
from units.contributions import periods
from units.contributions.still import save_still

Value = str | int | date | datetime | None

XLSX = "xlsx"
CSV = "csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Excel's own limits; rows beyond the first go to a further sheet.
SHEET_ROWS = 1_000_000
CELL_LENGTH = 32_767
#: What makes a spreadsheet program read a text as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CSV_CHUNK = 500
#: The number that spreadsheets give to this paper.
A4 = 9


class Type(Enum):
    """What a column holds, by the number format of its cells."""

    TEXT = "General"
    NUMBER = "#,##0"
    DAY = "dd/mm/yyyy"
    MOMENT = "dd/mm/yyyy hh:mm"


@dataclass(frozen=True)
class Column:
    """A column: heading, width in characters, and what it holds."""

    heading: str
    width: int
    type: Type = Type.TEXT


@dataclass(frozen=True)
class Sheet:
    """A table to be written: what it is, for what, its columns, its rows and perhaps a last row of sums."""

    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    totals: Sequence[Value] = ()
    #: Where given, the moment that the file itself bears: of the same rows every run then writes the same bytes.
    stamp: datetime | None = None


def write_xlsx(sheet: Sheet, target: IO[bytes]) -> int:
    """Write ``sheet`` as XLSX into ``target`` and return the number of rows, the row of sums not counted."""
    book = Workbook(write_only=True)
    page, written = _page(book, sheet), 0
    cells = _cells(page, sheet.columns)
    for row in sheet.rows:
        if written and written % SHEET_ROWS == 0:
            page = _page(book, sheet)
            cells = _cells(page, sheet.columns)
        page.append([_filled(cell, value) for cell, value in zip(cells, row, strict=True)])
        written += 1
    if sheet.totals:
        cells = _cells(page, sheet.columns, bold=True)
        page.append([_filled(cell, value) for cell, value in zip(cells, sheet.totals, strict=True)])
    if sheet.stamp is None:
        book.save(target)
    else:
        save_still(book, target, sheet.stamp)
    return written


def _page(book: Workbook, sheet: Sheet) -> WriteOnlyWorksheet:
    page = book.create_sheet(f"{sheet.title[:25]} {len(book.worksheets) + 1}")
    head = len(sheet.notes) + 2
    page.freeze_panes = f"B{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "&P / &N"
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.append([_text(page, sheet.title, Font(bold=True, size=14))])
    for note in sheet.notes:
        page.append([_text(page, note, Font())])
    page.append([_text(page, column.heading, Font(bold=True), wrap=True) for column in sheet.columns])
    return page


def _text(page: WriteOnlyWorksheet, value: str, font: Font, wrap: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page)
    cell.font = font
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    return _filled(cell, value)


def _cells(page: WriteOnlyWorksheet, columns: Sequence[Column], bold: bool = False) -> list[WriteOnlyCell]:
    """One cell a column, filled anew for each row: a style is worked out once and not a million times."""
    cells = []
    for column in columns:
        cell = WriteOnlyCell(page)
        cell.number_format = column.type.value
        cell.alignment = Alignment(wrap_text=column.type is Type.TEXT, vertical="top")
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    return cells


def _filled(cell: WriteOnlyCell, value: Value) -> WriteOnlyCell | None:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LENGTH]
    if value is None or value == "":
        return None
    if isinstance(value, str):
        cell.value = value
        # Typed as text, "=1+1" is a title and stays one, also when somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    elif isinstance(value, datetime):
        cell.value = periods.local(value).replace(tzinfo=None)
    else:
        cell.value = value
    return cell


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """``sheet`` as CSV in UTF-8 with a byte order mark, a heading row first, a few hundred rows at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff".encode()
    writer.writerow([_neutral(column.heading) for column in sheet.columns])
    for number, row in enumerate(sheet.rows, 1):
        writer.writerow([_plain(value) for value in row])
        if number % CSV_CHUNK == 0:
            yield _taken(buffer)
    if sheet.totals:
        writer.writerow([_plain(value) for value in sheet.totals])
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return periods.moment_text(value)
    if isinstance(value, date):
        return periods.day_text(value)
    return "" if value is None else _neutral(value) if isinstance(value, str) else str(value)


def _neutral(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def response(sheet: Sheet, form: str, name: str) -> HttpResponseBase:
    """``sheet`` as a download in ``form`` (``XLSX`` or ``CSV``), named after ``name`` without diacritics."""
    file_name = f"{slugify(name, 100)}.{form}"
    if form == CSV:
        streamed = StreamingHttpResponse(csv_lines(sheet), content_type="text/csv; charset=utf-8")
        streamed["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return streamed
    target = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_xlsx(sheet, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=file_name, content_type=XLSX_TYPE)
