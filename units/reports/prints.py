"""A sheet as a paper in the form that the Party's document rules prescribe (docs/papers.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
#: So many columns beside the first fit on a page.
WIDEST = 11


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
    rows = [[_text(value) for value in row] for row in islice(sheet.rows, LONGEST + 1)]
    parts: list[Paragraph | Table] = [Paragraph("\n".join(sheet.notes))]
    cut = len(rows) > LONGEST
    totals = [_text(exports.plain(total)) for total in sheet.totals] if not cut else []
    parts += _tables(sheet.columns, rows[:LONGEST], totals)
    if cut:
        parts.append(
            Paragraph(_("Only the first %(number)s lines stand here; the spreadsheet has all.") % {"number": LONGEST})
        )
    return Paper(_letterhead(unit), kind=_("Report"), title=sheet.title, parts=parts)


def _tables(columns: Sequence[Column], rows: list[list[str]], totals: list[str]) -> list[Table]:
    """The table, or where it is too wide for a page several of them, each beginning with the first column."""
    if len(columns) <= WIDEST + 1:
        return [Table([_column(column) for column in columns], rows, totals=totals)]
    tables = []
    for start in range(1, len(columns), WIDEST):
        places = [0, *range(start, min(start + WIDEST, len(columns)))]
        tables.append(
            Table(
                [_column(columns[place]) for place in places],
                [[row[place] for place in places] for row in rows],
                totals=[totals[place] for place in places] if totals else [],
            )
        )
    return tables


def _letterhead(unit: Unit | None) -> Letterhead:
    body, day = issuing_body(), calendar.today()
    if unit is None:
        return Letterhead(body.superior, body.name, body.place, day, symbol="BC")
    return Letterhead(body.name, unit.name, body.place, day, symbol="BC")


def _column(column: Column) -> PaperColumn:
    align = Align.END if column.type is Type.NUMBER else Align.START
    return PaperColumn(column.heading, max(column.width, 10), align)


def _text(value: exports.Value) -> str:
    return exports.shown(value)
