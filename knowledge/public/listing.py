"""The index of situations: what a reader asked for, newest first, and what it can be narrowed to (ND-6.2g, ND-9.5).

A fixed number of queries whatever there is, at most 12 for the whole page (``tests/knowledge/public/test_cost.py``).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from knowledge.models import FieldOfWork, Situation
from knowledge.models.situations import SituationQuerySet
from knowledge.public import quarters
from knowledge.public.asked import Asked
from knowledge.public.quarters import Quarter
from units.audience import visible_to
from units.models import Unit


class Listing:
    """What the reader of a request may read of what was asked, and the facets by which it can be narrowed.

    Where no words were asked, fields and units carry ``found``: how many situations each would leave with the other
    filters as they are. With words it is None, for every count would be another search.
    """

    def __init__(self, request: HttpRequest, asked: Asked) -> None:
        self.asked = asked
        self.public: SituationQuerySet = visible_to(request).readable(Situation.objects.all())

    @cached_property
    def fields(self) -> list[FieldOfWork]:
        """The fields in the office's order, those of the first level counted with their parts; one query."""
        fields = list(self._counted(FieldOfWork.objects.in_order(), "field"))
        for part in fields if not self.asked.words else []:
            above = next((field for field in fields if field.pk == part.parent_id), None)
            if above is not None:
                above.found += part.found
        return fields

    @cached_property
    def units(self) -> list[Unit]:
        """The units with public situations in protocol order, each with ``first_at``; one query."""
        known = Unit.objects.filter(pk__in=self.public.order_by().values("unit"))
        own = self.public.filter(unit=OuterRef("pk")).order_by("first_published_at")
        dated = known.annotate(first_at=Subquery(own.values("first_published_at")[:1]))
        return list(self._counted(dated.order_by("kind__order", "order", "name"), "unit"))

    @cached_property
    def quarters(self) -> list[Quarter]:
        """The quarters since the first public situation, the current one first; no query but that for the units."""
        moments = [unit.first_at for unit in self.units if unit.first_at]  # type: ignore[attr-defined]
        return quarters.since(min(moments, default=None))

    def found(self) -> Any:
        """The situations that answer, the newest first; where words were asked, the best first."""
        narrowed = self._narrowed().for_lines()
        return get_search_backend().search(self.asked.words, narrowed) if self.asked.words else narrowed.newest()

    def _counted(self, rows: Any, facet: str) -> list[Any]:
        rows = list(rows if self.asked.words else rows.annotate(found=self._would_leave(facet)))
        for row in rows:
            row.found = None if self.asked.words else row.found or 0
        return rows

    def _would_leave(self, facet: str) -> Subquery:
        left = self._narrowed(besides=facet).filter(**{facet: OuterRef("pk")}).order_by()
        return Subquery(left.values(facet).annotate(found=Count("pk")).values("found"))

    def _narrowed(self, besides: str = "") -> SituationQuerySet:
        found, quarter = self.public, Quarter.read(self.asked.quarter)
        if self.asked.field and besides != "field":
            found = found.filter(field__in=FieldOfWork.objects.named(self.asked.field))
        if self.asked.unit and besides != "unit":
            found = found.filter(unit__in=Unit.objects.filter(code=self.asked.unit))
        return found.first_public_in(quarter.period) if quarter and besides != "quarter" else found
