"""A sheet as a paper in the form that the Party's document rules prescribe (docs/papers.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _

from units import calendar
from units.contributions import exports
from units.contributions.readers import Reach
from units.contributions.tables import Column, Sheet, Type
from units.models.register import Unit
from units.papers.paper import Align, Letterhead, Paper, Paragraph, Table
from units.papers.paper import Column as PaperColumn

#: A paper is for reading; a longer list says where the whole of it is.
LONGEST = 500
#: In millimetres: the first column and the room beside it, the narrowest column, and what a heading takes.
FIRST, BESIDE, NARROWEST, PADDING, LETTER = 42, 118, 9.5, 4.5, 2.9


@dataclass(frozen=True)
class Body:
    """The body that issues a report: the one above it, its own name, and the place it writes from."""

    superior: str
    name: str
    place: str


Reader = Callable[[], Body]
_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let the room that knows the organisation say who issues papers; the last that registers is asked."""
    _readers.append(reader)


def issuing_body() -> Body:
    """Who issues a report that is about more than one unit."""
    return _readers[-1]() if _readers else Body("", str(settings.WAGTAIL_SITE_NAME), "")


def issuer_of(reach: Reach, chosen: Unit | None) -> Unit | None:
    """The unit in whose name a report goes out: the one that was chosen, or the only one that the person sees."""
    if chosen is None and len(reach.units) == 1 and not reach.everything:
        return reach.units[0]
    return chosen


def paper_of(sheet: Sheet, unit: Unit | None) -> Paper:
    """``sheet`` as a report of today: in the name of ``unit``, otherwise in that of the organisation."""
    rows = [[exports.shown(value) for value in row] for row in islice(sheet.rows, LONGEST + 1)]
    parts: list[Paragraph | Table] = [Paragraph("\n".join(sheet.notes))]
    cut = len(rows) > LONGEST
    totals = [exports.shown(exports.plain(total)) for total in sheet.totals] if not cut else []
    parts += tables_of(sheet.columns, rows[:LONGEST], totals)
    if cut:
        parts.append(
            Paragraph(_("Only the first %(number)s lines stand here; the spreadsheet has all.") % {"number": LONGEST})
        )
    return Paper(letterhead(unit, calendar.today(), "BC"), kind=_("Report"), title=sheet.title, parts=parts)


def tables_of(columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[str] = ()) -> list[Table]:
    """The table, or where its numbers are too many for a page several of them, each beginning with the first column."""
    if not all(column.type is Type.NUMBER for column in columns[1:]):
        return [Table([_column(column, max(column.width, 10)) for column in columns], rows, totals=totals)]
    return [
        Table(
            [_column(columns[0], FIRST), *(_column(columns[place], _needed(columns[place])) for place in places)],
            [[row[0], *(row[place] for place in places)] for row in rows],
            totals=[totals[0], *(totals[place] for place in places)] if totals else [],
        )
        for places in _divided(columns)
    ]


def _divided(columns: Sequence[Column]) -> list[list[int]]:
    """The places of the columns after the first, as many together as fit beside it."""
    groups: list[list[int]] = [[]]
    used = 0.0
    for place, column in enumerate(columns[1:], 1):
        used += _needed(column)
        if groups[-1] and used > BESIDE:
            groups.append([])
            used = _needed(column)
        groups[-1].append(place)
    return groups


def _needed(column: Column) -> float:
    """How many millimetres a column of numbers needs, so that no word of its heading is broken."""
    longest = max((len(word) for word in column.heading.split()), default=0)
    return max(NARROWEST, PADDING + longest * LETTER)


def letterhead(unit: Unit | None, day: date, symbol: str = "") -> Letterhead:
    """The head of a paper of ``day`` in the name of ``unit``, otherwise in that of the organisation."""
    body = issuing_body()
    if unit is None:
        return Letterhead(body.superior, body.name, body.place, day, symbol)
    return Letterhead(body.name, unit.name, body.place, day, symbol)


def _column(column: Column, share: float) -> PaperColumn:
    return PaperColumn(column.heading, share, Align.END if column.type is Type.NUMBER else Align.START)
