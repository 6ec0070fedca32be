"""What counts towards a quota: items that stayed public, each once, near-copies of one another together (ND-7.1c).

Only what was approved and went public is in the ledger, so what was rejected never counts; what was held or withdrawn
before the period was over counts no more. Two items of a unit and kind are one if their titles are the same words,
marks, case and punctuation aside: whoever sends the same news twice has given one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from search.vietnamese import fold
from units.calendar import Period
from units.duties.counting import instant_of, rows_at
from units.quotas.models import ANY_KIND


@dataclass
class Tally:
    """The rows of the ledger that count, and those that say again what another one says, with that other one."""

    counted: list[int] = field(default_factory=list)
    again: dict[int, int] = field(default_factory=dict)
    _first: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, row: int, kind: str, title: str) -> None:
        """Count a row unless it is a near-copy of one that is counted."""
        said = fold(title)
        before = self._first.setdefault((kind, said), row) if said else row
        if before == row:
            self.counted.append(row)
        else:
            self.again[row] = before


#: Items by unit and kind; under ``ANY_KIND`` those of every kind.
Tallies = dict[tuple[int, str], Tally]


def tallies(period: Period, units: Iterable[int], now: datetime) -> Tallies:
    """What each of ``units`` has given in ``period``, at its end or, while it runs, at ``now``; one query."""
    found: Tallies = defaultdict(Tally)
    rows = rows_at(instant_of(period, now)).within(period).filter(unit__in=set(units))
    ordered = rows.order_by("published_at", "pk").values_list("pk", "unit", "kind", "title")
    for pk, unit, kind, title in ordered.iterator(chunk_size=2000):
        for whole in (kind, ANY_KIND):
            found[unit, whole].take(pk, kind, title)
    return found
