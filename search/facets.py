"""Counting what was found by kind, unit, section and year.

One query counts the rows of every combination of values, one more reads the values from a row of each; the counts of
one facet are the sums over those that satisfy the filters of all the others. The parts of one thing share a number of
their own (``IndexedText.alike``) and count as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from .engines import reading_engine
from .models import IndexedText

#: The facets, in the order in which a page shows them.
FACETS = ("kinds", "units", "sections", "years")


@dataclass(frozen=True)
class Filters:
    """What each facet is narrowed to; empty means everything."""

    kinds: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def condition(self) -> Q:
        """The filters as a condition on the indexed rows."""
        condition = Q()
        for field, chosen in (("kind", self.kinds), ("unit", self.units), ("year", self.years)):
            if chosen:
                condition &= Q(**{f"{field}__in": chosen})
        if self.sections:
            condition &= reduce(or_, (Q(sections__contains=f" {section} ") for section in self.sections))
        return condition


@dataclass(frozen=True)
class Tally:
    """How many were found, and how many each value of each facet would leave with the other filters as they are."""

    total: int
    facets: dict[str, list[tuple[Any, int]]]


def tally(found: QuerySet[IndexedText], filters: Filters) -> Tally:
    """Count ``found``, rows before any filter, in two queries. The commonest value comes first, then the smallest."""
    counted = found.order_by().values_list("alike").annotate(number=Count("pk"), sample=Min("pk"))
    numbers = {sample: number for _alike, number, sample in counted}
    samples = IndexedText.objects.none()
    if numbers:
        samples = IndexedText.objects.filter(pk__in=reading_engine().one_of(list(numbers)))
    total = 0
    counts: dict[str, Counter[Hashable]] = {facet: Counter() for facet in FACETS}
    read = samples.values_list("pk", "kind", "unit", "sections", "year", "whole")
    for pk, kind, unit, sections, year, whole in read.iterator():
        number = numbers[pk] if whole is None else 1
        values: dict[str, tuple[Hashable, ...]] = {
            "kinds": (kind,) if kind else (),
            "units": (unit,) if unit is not None else (),
            "sections": tuple(sections.split()),
            "years": (year,) if year is not None else (),
        }
        failed = [facet for facet in FACETS if _misses(getattr(filters, facet), values[facet])]
        total += 0 if failed else number
        for facet in FACETS:
            if failed in ([], [facet]):
                counts[facet].update(dict.fromkeys(values[facet], number))
    return Tally(total, {facet: _sorted(counter) for facet, counter in counts.items()})


def _misses(chosen: tuple[Hashable, ...], values: tuple[Hashable, ...]) -> bool:
    return bool(chosen) and not set(chosen) & set(values)


def _sorted(counter: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
