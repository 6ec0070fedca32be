"""The tables of the search log: what was asked, what found nothing, what was opened, what was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.log.models import ClickCount, Missed, SearchCount
from units.calendar import Period
from units.contributions.exports import Column, Sheet, Type, Value
from units.contributions.periods import day_text, moment_text

CHUNK = 2000

Text = str | Promise


@dataclass(frozen=True)
class Table:
    """One table: its title, what it is for, its columns, which rows answer a period and what each row says.

    ``address`` is the place of the column that holds addresses of the portal's own pages, where there is one.
    """

    title: Text
    purpose: Text
    columns: Sequence[tuple[Text, int, Type]]
    rows: Callable[[Period], QuerySet[Any, Any]]
    cells: Callable[[Any], list[Value]]
    address: int | None = None

    def lines(self, rows: Any) -> Iterator[list[Value]]:
        """``rows`` as what stands in the columns."""
        return map(self.cells, rows)

    def sheet(self, period: Period) -> Sheet:
        """The whole table for a file, read two thousand rows at a time."""
        return Sheet(
            title=str(self.title),
            notes=[
                _("Period: %(period)s")
                % {
                    "period": _("from %(first)s to %(last)s")
                    % {"first": day_text(period.first), "last": day_text(period.last)}
                },
                _("Exported at %(time)s") % {"time": moment_text(timezone.now())},
            ],
            columns=[Column(str(heading), width, type_) for heading, width, type_ in self.columns],
            rows=self.lines(self.rows(period).iterator(chunk_size=CHUNK)),
        )


def _words(row: dict[str, Any]) -> str:
    return row["words"] or _("(words not kept: personal data, too long, or too many in a day)")


def _found(row: dict[str, Any]) -> list[Value]:
    return [_words(row), row["times"], row["times_nothing"]]


def _opened(row: dict[str, Any]) -> list[Value]:
    place = _("pinned") if not row["place"] else f"{row['place']:.1f}".replace(".", ",")
    return [_words(row), row["address"], row["times"], place]


def _missed(row: Missed) -> list[Value]:
    return [row.day, row.query, row.sentence]


_QUERY = (gettext_lazy("Query"), 45, Type.TEXT)
_SEARCHES = (gettext_lazy("Searches"), 12, Type.NUMBER)
_NOTHING = (gettext_lazy("Found nothing"), 12, Type.NUMBER)

#: By the name that addresses use.
TABLES: dict[str, Table] = {
    "queries": Table(
        title=gettext_lazy("Most frequent searches"),
        purpose=gettext_lazy("What readers look for: make it easy to reach from the front page."),
        columns=(_QUERY, _SEARCHES, _NOTHING),
        rows=lambda period: SearchCount.objects.within(period.first, period.last).by_query(),
        cells=_found,
    ),
    "nothing": Table(
        title=gettext_lazy("Searches without a result"),
        purpose=gettext_lazy("What the portal lacks, or calls otherwise: publish it, or enter a synonym."),
        columns=(_QUERY, _SEARCHES, _NOTHING),
        rows=lambda period: SearchCount.objects.within(period.first, period.last).without_result(),
        cells=_found,
    ),
    "clicks": Table(
        title=gettext_lazy("Results opened"),
        purpose=gettext_lazy("Which results readers open: what they open far below the top may be worth a pin."),
        columns=(
            _QUERY,
            (gettext_lazy("Result"), 60, Type.TEXT),
            (gettext_lazy("Opened"), 12, Type.NUMBER),
            (gettext_lazy("Place among the results, on average"), 14, Type.TEXT),
        ),
        rows=lambda period: ClickCount.objects.within(period.first, period.last).by_result(),
        cells=_opened,
        address=1,
    ),
    "missed": Table(
        title=gettext_lazy("Reported as not found"),
        purpose=gettext_lazy("What readers wrote below their results."),
        columns=(
            (gettext_lazy("Day"), 12, Type.DAY),
            _QUERY,
            (gettext_lazy("What was expected"), 60, Type.TEXT),
        ),
        rows=lambda period: Missed.objects.filter(day__range=(period.first, period.last)),
        cells=_missed,
    ),
}
