"""What the index can be narrowed to, counted in one query however many situations there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q

from knowledge.models.situations import SituationQuerySet, first_public
from knowledge.public import quarters
from knowledge.public.asked import Asked
from knowledge.public.quarters import Quarter

#: Situations are counted by unit and field: of either there are a few dozen, whatever the number of situations.
COLUMNS = {
    "unit": ("code", "name", "short_name", "order", "kind__order"),
    "field": ("code", "name", "order", "parent__code", "parent__name", "parent__order"),
}


@dataclass(frozen=True)
class Option:
    """A field or a unit to narrow to. ``above`` is the code of the field that a part belongs to."""

    code: str
    name: str
    short_name: str = ""
    above: str = ""
    above_name: str = ""
    place: tuple[Any, ...] = ()

    @property
    def full_name(self) -> str:
        """A part with the field it belongs to."""
        return f"{self.above_name} – {self.name}" if self.above else self.name


class Choices:
    """The fields, units and quarters of the public situations, and what each field and unit would leave.

    A field is counted with its parts, and each facet with the other filters as they are.
    """

    def __init__(self, public: SituationQuerySet, asked: Asked) -> None:
        self.public, self.asked = public, asked

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Each unit and field together: ``found`` in the quarter asked for, ``first_at`` ever; one query."""
        quarter = Quarter.read(self.asked.quarter)
        columns = [f"{owner}__{column}" for owner, columns in COLUMNS.items() for column in columns]
        found = Count("pk", filter=first_public(quarter.period) if quarter else Q())
        counted = self.public.order_by().values(*columns)
        return list(counted.annotate(found=found, first_at=Min("first_published_at")))

    @cached_property
    def fields(self) -> list[Option]:
        """The fields that have situations, in the office's order, each before its parts."""
        return _in_order(option for row in self.rows for option in _fields_of(row))

    @cached_property
    def units(self) -> list[Option]:
        """The units that have situations, in protocol order."""
        return _in_order(_unit_of(row) for row in self.rows)

    @cached_property
    def quarters(self) -> list[Quarter]:
        """The quarters since the first situation, the current one first."""
        return quarters.since(min((row["first_at"] for row in self.rows if row["first_at"]), default=None))

    @cached_property
    def left_by_field(self) -> Counter[str]:
        """How many situations each field would leave."""
        left: Counter[str] = Counter()
        for row in filter(self._is_of_unit, self.rows):
            for option in _fields_of(row):
                left[option.code] += row["found"]
        return left

    @cached_property
    def left_by_unit(self) -> Counter[str]:
        """How many situations each unit would leave."""
        left: Counter[str] = Counter()
        for row in filter(self._is_of_field, self.rows):
            left[row["unit__code"]] += row["found"]
        return left

    @property
    def total(self) -> int:
        """How many situations answer to all filters, words apart."""
        return sum(row["found"] for row in self.rows if self._is_of_unit(row) and self._is_of_field(row))

    def _is_of_unit(self, row: dict[str, Any]) -> bool:
        return self.asked.unit in {"", row["unit__code"]}

    def _is_of_field(self, row: dict[str, Any]) -> bool:
        return self.asked.field in {"", row["field__code"], row["field__parent__code"]}


def _in_order(options: Iterable[Option]) -> list[Option]:
    return sorted(set(options), key=lambda option: option.place)


def _unit_of(row: dict[str, Any]) -> Option:
    name = row["unit__name"]
    place = (row["unit__kind__order"], row["unit__order"], name)
    return Option(row["unit__code"], name, row["unit__short_name"], place=place)


def _fields_of(row: dict[str, Any]) -> Iterator[Option]:
    """The field of a row, after the field it is a part of; nothing where it has none."""
    code, name, order = row["field__code"], row["field__name"], row["field__order"]
    above, above_name = row["field__parent__code"] or "", row["field__parent__name"] or ""
    if above:
        head = (row["field__parent__order"], above_name)
        yield Option(above, above_name, place=(*head, False, 0, ""))
        yield Option(code, name, above=above, above_name=above_name, place=(*head, True, order, name))
    elif code:
        yield Option(code, name, place=(order, name, False, 0, ""))
