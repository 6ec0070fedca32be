"""A report: facts, what its lines are, what its columns count, who may see it. One small module each (LD-6.1a).

A number is never worked out twice: the table counts the facts of a line that meet a column's condition, and what stands
behind the number is those facts by the same line and condition.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from units.contributions import exports
from units.contributions.readers import Reach, reach_of
from units.reports.asked import Asked
from units.reports.dimensions import ALL, Dimension
from units.reports.measures import Counted, Measure, Sums, Text, added

if TYPE_CHECKING:
    from accounts.models import User

Value = exports.Value


@dataclass(frozen=True)
class Line:
    """One line of a table: its key in an address, its name and what each column says."""

    key: str
    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """A whole report: columns, lines and the line of all of them."""

    measures: tuple[Measure, ...]
    lines: tuple[Line, ...]
    total: Line


@dataclass(frozen=True)
class Told:
    """A column of what stands behind a number: its heading, its width in characters, its type, how a fact tells it."""

    heading: Text
    width: int
    read: Callable[[Any], Value]
    type: exports.Type = exports.Type.TEXT


class Report(ABC):
    """What every report says of itself, its table and what stands behind each number."""

    code: ClassVar[str]
    title: ClassVar[Text]
    #: One sentence above it: what is counted, and how.
    purpose: ClassVar[Text]
    dimension: ClassVar[Dimension]
    measures: ClassVar[tuple[Measure, ...]] = ()
    told: ClassVar[tuple[Told, ...]]
    #: Which of ``kind``, ``section``, ``origin`` and ``timely`` can be asked for beside period and unit.
    filters: ClassVar[tuple[str, ...]] = ()
    icon: ClassVar[str] = "list-ul"
    #: The column that is drawn; the first unless told.
    drawn: ClassVar[str] = ""
    #: Whether the table is a calendar whose cells are shaded.
    is_heat_map: ClassVar[bool] = False
    refusal: ClassVar[Text] = gettext_lazy(
        "You may not see this report: it is open to the people of a unit, for their own unit, and to those who follow "
        "all units. If you need it for your work, ask the administrator to enter your role."
    )

    def reach_of(self, user: User) -> Reach:
        """Whose figures ``user`` may see; an empty reach refuses."""
        return reach_of(user)

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """The columns; they may follow what is asked."""
        return self.measures

    @abstractmethod
    def table(self, asked: Asked) -> Table:
        """The whole table."""

    @abstractmethod
    def behind(self, asked: Asked, key: str = ALL, column: str = "") -> QuerySet[Any] | Sequence[Any]:
        """The facts behind a number: of the line ``key`` and the column ``column``, or of all of them."""

    def rows_behind(self, facts: Iterable[Any]) -> Iterable[Sequence[Value]]:
        """Each fact as the columns of what stands behind a number."""
        for fact in facts:
            yield [each.read(fact) for each in self.told]


class CountedReport(Report):
    """A report that the database counts; ``facts`` and ``dimension`` are its heart."""

    #: The order of lines: as the dimension has it, or the fullest first.
    fullest_first: ClassVar[bool] = False
    #: Whether facts bear an ``outcome`` that is dear to work out: the database then does so once a fact, not once a
    #: column. Lines have to add up.
    has_outcomes: ClassVar[bool] = False
    #: What is read beside each fact for what stands behind a number.
    related: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def facts(self, asked: Asked) -> QuerySet[Any]:
        """Everything that is counted, within what may be seen: one row a fact, never one twice."""

    def table(self, asked: Asked) -> Table:
        """Count the facts: one query, one more where lines do not add up, one for names that are not known."""
        measures, facts = self.columns(asked), self.facts(asked)
        wanted = {name: each for measure in measures for name, each in measure.aggregates().items()}
        fields = (*self.dimension.fields, *(["outcome"] if self.has_outcomes else []))
        sums: dict[str, Sums] = {}
        for row in facts.order_by().values(*fields).annotate(**wanted):
            told = [each for each in measures if not isinstance(each, Counted) or each.counts(row.get("outcome", ""))]
            counted = {name: row[name] for measure in told for name in measure.aggregates()}
            for key in self.dimension.keys(row):
                sums[key] = added(sums.get(key, {}), counted)
        names = self.dimension.named(set(sums), asked)
        lines = [_line(key, name, measures, sums.get(key, {})) for key, name in names.items()]
        if self.fullest_first:
            lines.sort(key=lambda line: -math.inf if line.values[0] is None else -line.values[0])
        if self.dimension.adds_up:
            # Spares the database a second way through all facts.
            whole: Sums = reduce(added, sums.values(), {})
        else:
            whole = facts.order_by().aggregate(**wanted)
        return Table(measures, tuple(lines), _line(ALL, "", measures, whole))

    def behind(self, asked: Asked, key: str = ALL, column: str = "") -> QuerySet[Any] | Sequence[Any]:
        """The facts of the line that meet the column's condition."""
        facts = self.facts(asked)
        if key != ALL:
            facts = self.dimension.narrowed(facts, key)
        for measure in self.columns(asked):
            if measure.code == column and isinstance(measure, Counted):
                facts = facts.filter(measure.condition)
        return facts.select_related(*self.related)


def _line(key: str, name: str, measures: Iterable[Measure], sums: Sums) -> Line:
    return Line(key, name, tuple(measure.value(sums) for measure in measures))
