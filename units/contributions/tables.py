"""What a file is written from: a title, columns of a type, rows and totals; it says nothing of the form of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from units.contributions.totals import Total

Value = str | int | date | datetime | None


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
    totals: Sequence[Value | Total] = ()
    #: Where given, the moment that the file itself bears: of the same rows every run then writes the same bytes.
    stamp: datetime | None = None
