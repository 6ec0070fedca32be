"""The columns of a report: how many, what share of what, how long on average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, Max, Q, Sum
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

Text = str | Promise
HOUR = timedelta(hours=1)
#: The code of the column that counts all facts of a line.
ALL_FACTS = "all"
#: The sums of one line, by the name of the aggregate.
Sums = Mapping[str, Any]


def _count_of(code: str) -> str:
    """What the database calls a count; never what a fact calls a column of its own."""
    return f"count_of_{code}"


@dataclass(frozen=True)
class Counted:
    """How many facts there are that meet ``where``, or whose outcome is among ``outcomes``; its number opens them."""

    code: str
    heading: Text
    where: Q | None = None
    outcomes: tuple[str, ...] = ()

    @property
    def condition(self) -> Q:
        """What holds for each fact that is counted."""
        return Q(outcome__in=self.outcomes) if self.outcomes else self.where or Q()

    def counts(self, outcome: str) -> bool:
        """Whether facts with this outcome are among those counted."""
        return not self.outcomes or outcome in self.outcomes

    def aggregates(self) -> dict[str, Aggregate]:
        """What the database is asked for."""
        return {_count_of(self.code): Count("pk", filter=self.where)}

    def value(self, sums: Sums) -> int | None:
        """What the cell says."""
        return sums.get(_count_of(self.code)) or 0


@dataclass(frozen=True)
class Summed:
    """What ``field`` of the facts adds up to; its number opens them."""

    code: str
    heading: Text
    field: str

    def aggregates(self) -> dict[str, Aggregate]:
        """What the database is asked for."""
        return {f"sum_of_{self.code}": Sum(self.field)}

    def value(self, sums: Sums) -> int | None:
        """What the cell says."""
        return sums.get(f"sum_of_{self.code}") or 0


@dataclass(frozen=True)
class Share:
    """What per cent of the facts counted as ``whole`` are counted as ``part``; nothing where there are none."""

    code: str
    heading: Text
    part: str
    whole: str

    def aggregates(self) -> dict[str, Aggregate]:
        """Nothing: it is worked out from two other columns."""
        return {}

    def value(self, sums: Sums) -> int | None:
        """What the cell says."""
        whole = sums.get(_count_of(self.whole)) or 0
        return round(100 * (sums.get(_count_of(self.part)) or 0) / whole) if whole else None


@dataclass(frozen=True)
class Hours:
    """How many hours ``length``, a duration, and ``shift`` take on average, over the facts that have one."""

    code: str
    heading: Text
    length: Combinable
    shift: timedelta = timedelta()

    def aggregates(self) -> dict[str, Aggregate]:
        """The sum and the number of what is summed, so that lines can be added up."""
        return {f"{self.code}_sum": Sum(self.length), f"{self.code}_of": Count(self.length)}

    def value(self, sums: Sums) -> int | None:
        """What the cell says, in whole hours."""
        number = sums.get(f"{self.code}_of") or 0
        return round((sums[f"{self.code}_sum"] / number + self.shift) / HOUR) if number else None


@dataclass(frozen=True)
class DaysSince:
    """How many whole days have passed at ``until`` since the last of the facts, by ``field``; nothing where none is."""

    code: str
    heading: Text
    field: str
    until: datetime

    def aggregates(self) -> dict[str, Aggregate]:
        """The moment of the last one."""
        return {f"last_of_{self.code}": Max(self.field)}

    def value(self, sums: Sums) -> int | None:
        """What the cell says."""
        last: datetime | None = sums.get(f"last_of_{self.code}")
        return max(0, (self.until - last).days) if last else None


Measure = Counted | Summed | Share | Hours | DaysSince
#: Columns whose numbers open what stands behind them, and add up.
OPENS = (Counted, Summed)


def added(one: Sums, other: Sums) -> dict[str, Any]:
    """Two lines together."""
    return {name: _sum(one.get(name), other.get(name)) for name in {*one, *other}}


def _sum(one: Any, other: Any) -> Any:
    if one is None or other is None:
        return other if one is None else one
    # Of moments the later one is what both lines have in common.
    return max(one, other) if isinstance(one, datetime) else one + other
