"""Spreadsheets that somebody sends, XLSX or CSV: their rows, where each column stands, and every mistake by its place.

Whatever is wrong with a file is a sentence for whoever sent it (ND-7.1c, ND-9.3a).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from search.vietnamese import fold, normalise
from units.models.register import Unit
from units.people import working

if TYPE_CHECKING:
    from accounts.models import User

MOST_BYTES = 5_000_000
#: Unpacked, a spreadsheet of that size is far smaller; what is larger was made to harm.
MOST_UNPACKED = 100_000_000

#: So far down the headings may stand; above them a sheet says what it is.
HEAD_WITHIN = 12
MISTAKES_SHOWN = 50
_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")

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
        raise SheetError([_("%(file)s is too large; a sheet has at most 5 MB.") % {"file": name}])
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
    raise SheetError([_("%(file)s is too large; a sheet has at most 5 MB.") % {"file": name}])


def text_of(cell: Any) -> str:
    """A cell as text in one spelling: 4.0 is "4", blanks are single."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(normalise(str(cell)).split())


def columns_of(
    rows: Iterator[tuple[int, Cells]], name: str, headings: Sequence[str], further: Sequence[str] = ()
) -> list[int | None]:
    """Where the column of each of ``headings`` and of ``further`` stands; ``rows`` is read as far as they go.

    A sheet may lack the ``further`` columns, which stand at None then. Raises ``SheetError`` where no row near the top
    has all of ``headings``.
    """
    wanted = [fold(heading) for heading in headings]
    for _number, cells in islice(rows, HEAD_WITHIN):
        said = [fold(text_of(cell)) for cell in cells]
        if all(heading in said for heading in wanted):
            more = [fold(heading) for heading in further]
            return [said.index(heading) if heading in said else None for heading in (*wanted, *more)]
    raise SheetError(
        [
            _("%(file)s has no row with the headings %(headings)s among its first rows.")
            % {"file": name, "headings": ", ".join(f"“{heading}”" for heading in headings)}
        ]
    )


def cells_at(cells: Cells, places: Sequence[int | None]) -> list[Any]:
    """What stands at ``places``; None where a column or a row's end is missing."""
    return [cells[place] if place is not None and place < len(cells) else None for place in places]


class Mistakes:
    """What is wrong with a sheet, gathered row by row; each mistake names file, row and column."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sentences: list[str] = []

    def add(self, row: int, heading: str, what: str) -> None:
        """Note ``what`` is wrong in the column ``heading``."""
        place = {"file": self.name, "row": row, "column": heading, "what": what}
        self.sentences.append(_("%(file)s, row %(row)s, column “%(column)s”: %(what)s.") % place)

    def refuse(self) -> None:
        """Raise ``SheetError`` with the first of them where there are any."""
        if not self.sentences:
            return
        left = len(self.sentences) - MISTAKES_SHOWN
        more = [_("… and %(number)s more.") % {"number": left}] if left > 0 else []
        raise SheetError([*self.sentences[:MISTAKES_SHOWN], *more])


class UnitsAsWritten:
    """The units of today, as people write them in a sheet: by code or by name."""

    def __init__(self) -> None:
        units = list(Unit.objects.active())
        names = Counter(fold(unit.name) for unit in units)
        # Of two units that are written alike, only the codes tell which is meant.
        self._units = {fold(unit.name): unit for unit in units if names[fold(unit.name)] == 1}
        self._units |= {unit.code.lower(): unit for unit in units}

    def read(self, row: int, heading: str, cell: Any, mistakes: Mistakes) -> Unit | None:
        """The unit that a cell names; None, and a mistake, where it names none."""
        text = text_of(cell)
        found = self._units.get(text.lower()) or self._units.get(fold(text))
        if found is None:
            said = _("“%(text)s” is no unit of the register; write its code or its name") % {"text": text}
            mistakes.add(row, heading, said)
        return found


class PeopleAsWritten:
    """The people who work here today, as a sheet names them: by user name, or by a full name that only one has."""

    def __init__(self) -> None:
        people = list(working())
        names = Counter(fold(person.get_full_name()) for person in people)
        self._people = {
            fold(person.get_full_name()): person for person in people if names[fold(person.get_full_name())] == 1
        }
        self._people |= {person.username.lower(): person for person in people}

    def read(self, row: int, heading: str, cell: Any, mistakes: Mistakes) -> User | None:
        """The person that a cell names, None for an empty one; None, and a mistake, where it names nobody."""
        text = text_of(cell)
        found = self._people.get(text.lower()) or self._people.get(fold(text))
        if text and found is None:
            said = _("“%(text)s” is nobody who works here, or more than one person; write the user name")
            mistakes.add(row, heading, said % {"text": text})
        return found


def day_in(cell: Any) -> date:
    """The day that a cell holds, as a date of the spreadsheet or as text: 15/10/2026 or 2026-10-15.

    Raises ``ValueError`` for anything else.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if found := _DAY.fullmatch(text):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return date.fromisoformat(text)


class SheetField(forms.FileField):
    """A spreadsheet that somebody sends."""

    default_validators = [
        FileExtensionValidator(["xlsx", "csv"], gettext_lazy("Choose a file that ends in .xlsx or .csv."))
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Sheet"), widget=forms.FileInput({"accept": ".xlsx,.csv"}), **kwargs)
