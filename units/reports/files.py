"""A sheet in each form of file: XLSX and CSV to work on, DOCX and PDF in the form of the Party's papers (LD-6.1a)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from search.vietnamese import slugify
from units.contributions import exports
from units.contributions.tables import Sheet
from units.models.register import Unit
from units.papers import downloads
from units.reports import prints

NAME_LENGTH = 100
FORMS = (exports.XLSX, exports.CSV, downloads.DOCX, downloads.PDF)
WRONG_FORM = gettext_lazy("The report can be downloaded as XLSX, CSV, DOCX or PDF; choose one of the buttons.")
TYPES = {exports.XLSX: exports.XLSX_TYPE, exports.CSV: "text/csv; charset=utf-8", **downloads.TYPES}


def write(sheet: Sheet, form: str, unit: Unit | None, target: IO[bytes]) -> None:
    """Write ``sheet`` in ``form`` into ``target``; a paper is in the name of ``unit``.

    Raises ``KeyError`` for a form that is none of ``FORMS``.
    """
    writers: dict[str, Callable[[], object]] = {
        exports.XLSX: lambda: exports.write_xlsx(sheet, target),
        exports.CSV: lambda: target.writelines(exports.csv_lines(sheet)),
        downloads.DOCX: lambda: target.write(downloads.write(prints.paper_of(sheet, unit), downloads.DOCX)),
        downloads.PDF: lambda: target.write(downloads.write(prints.paper_of(sheet, unit), downloads.PDF)),
    }
    writers[form]()


def name_of(name: str, form: str) -> str:
    """What a file is called, without diacritics."""
    return f"{slugify(name, NAME_LENGTH)}.{form}"


def response(sheet: Sheet, form: str, name: str, unit: Unit | None) -> HttpResponseBase:
    """``sheet`` as a download that no cache keeps; CSV streams."""
    if form == exports.CSV:
        answer = exports.response(sheet, form, name)
    else:
        target = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
        write(sheet, form, unit, target)
        target.seek(0)
        answer = FileResponse(target, as_attachment=True, filename=name_of(name, form), content_type=TYPES[form])
    answer["Cache-Control"] = "private, no-store"
    return answer
