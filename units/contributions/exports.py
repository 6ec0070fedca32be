"""Files of a table, written row by row so that their length costs no memory; usable without a request (LD-6.1a).

A ``Sheet`` is what is to be written; ``write_xlsx`` and ``csv_lines`` write it. Moments are the portal's own.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from search.vietnamese import slugify
from units.contributions import periods
from units.contributions.tables import Column, Sheet, Type, Value
from units.contributions.totals import Total, plain, share_of, summed
from units.contributions.xlsx import FORMULA_STARTS, write_xlsx

__all__ = [
    "CSV",
    "FORMULA_STARTS",
    "XLSX",
    "XLSX_TYPE",
    "Column",
    "Sheet",
    "Total",
    "Type",
    "Value",
    "csv_lines",
    "plain",
    "response",
    "share_of",
    "shown",
    "summed",
    "write_xlsx",
]

XLSX = "xlsx"
CSV = "csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_CHUNK = 500


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """``sheet`` as CSV in UTF-8 with a byte order mark, a heading row first, a few hundred rows at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff".encode()
    writer.writerow([_neutral(column.heading) for column in sheet.columns])
    for number, row in enumerate(sheet.rows, 1):
        writer.writerow([as_text(value) for value in row])
        if number % CSV_CHUNK == 0:
            yield _taken(buffer)
    if sheet.totals:
        writer.writerow([as_text(plain(total)) for total in sheet.totals])
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def as_text(value: Value) -> str:
    """A value as CSV holds it: what a spreadsheet program would read as a formula stays text."""
    return _neutral(value) if isinstance(value, str) else shown(value)


def shown(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, datetime):
        return periods.moment_text(value)
    if isinstance(value, date):
        return periods.day_text(value)
    return "" if value is None else str(value)


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
