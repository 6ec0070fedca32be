"""The rows of a spreadsheet that somebody sends, XLSX or CSV, whatever is wrong with it (ND-7.1c)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from search.vietnamese import normalise

MOST_BYTES = 5_000_000
#: Unpacked, a spreadsheet of that size is far smaller; what is larger was made to harm.
MOST_UNPACKED = 100_000_000

Cells = Sequence[Any]


class SheetError(Exception):
    """A sheet that cannot be taken; ``sentences`` name every mistake with its place, and nothing has been done."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


def rows_of(file: IO[bytes], name: str) -> Iterator[Cells]:
    """The rows of the first sheet of ``file``. Raises ``SheetError`` for what is no spreadsheet or too large."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise SheetError([_("%(file)s is too large; a sheet of quotas has at most 5 MB.") % {"file": name}])
    return _of_xlsx(content, name) if content.startswith(b"PK") else _of_csv(content, name)


def _of_csv(content: bytes, name: str) -> Iterator[Cells]:
    try:
        text = content.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        mark = ";" if first.count(";") > first.count(",") else ","
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetError([_("%(file)s is neither XLSX nor CSV in UTF-8; save it as XLSX.") % {"file": name}]) from error


def _of_xlsx(content: bytes, name: str) -> Iterator[Cells]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            is_bomb = sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED
        if not is_bomb:
            page = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
            yield from page.iter_rows(values_only=True)
            return
    # The library raises whatever a broken part makes it stumble over: no file that is sent may become a server error.
    except Exception as error:
        said = _("%(file)s cannot be read as a spreadsheet; save it again as XLSX.") % {"file": name}
        raise SheetError([said]) from error
    raise SheetError([_("%(file)s is too large; a sheet of quotas has at most 5 MB.") % {"file": name}])


def text_of(cell: Any) -> str:
    """A cell as text in one spelling: 4.0 is "4", blanks are single."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(normalise(str(cell)).split())
