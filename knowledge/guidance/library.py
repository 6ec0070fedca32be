"""What the library shows: the guidance that a reader asked for by agency, field, level, state and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from knowledge.models import GuidancePage, IssuingLevel
from knowledge.models.guidance_queries import GuidanceQuerySet
from search.vietnamese import normalise
from units.audience import visible_to
from units.listing import PER_PAGE

LONGEST_QUERY = 200


class State(TextChoices):
    """Which guidance to list."""

    IN_FORCE = "in-force", _("Still in force")
    NO_LONGER = "no-longer", _("No longer in force")


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for; what makes no sense is left out."""

    unit: str
    field: str
    level: str
    state: State
    words: str

    @classmethod
    def of(cls, request: HttpRequest) -> Wanted:
        """Read it from the address."""
        asked = request.GET
        state, level = asked.get("state", ""), asked.get("level", "")
        return cls(
            unit=asked.get("unit", ""),
            field=asked.get("field", ""),
            level=level if level in IssuingLevel.values else "",
            state=State(state) if state in State.values else State.IN_FORCE,
            words=" ".join(normalise(asked.get("q", "")).split())[:LONGEST_QUERY],
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the state was asked for."""
        return bool(self.unit or self.field or self.level or self.words)


def context(request: HttpRequest) -> dict[str, Any]:
    """``articles`` (a page of 20), what was asked for, and what may be asked for; a fixed number of queries."""
    wanted = Wanted.of(request)
    public = visible_to(request).readable(GuidancePage.objects.all())
    found = _found(public, wanted, request)
    return {
        "articles": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "states": State.choices,
        "levels": IssuingLevel.choices,
        **_choices(public),
        "longest_query": LONGEST_QUERY,
    }


def _choices(public: GuidanceQuerySet) -> dict[str, Any]:
    """The ``units`` and ``fields`` that have guidance, each in its order; one query for both."""
    unit = ("unit__kind__order", "unit__order", "unit__name", "unit__code")
    field = tuple(f"field_of_work__{name}" for name in ("order", "name", "code"))
    above = tuple(f"field_of_work__parent__{name}" for name in ("order", "name", "code"))
    units, fields = set(), set()
    for row in public.order_by().values_list(*unit, *field, *above).distinct():
        own, parent = row[4:7], row[7:10]
        units.add(row[:4])
        if own[2]:
            first = parent if parent[2] else own
            fields.add((*first[:2], False, *first))
            fields.add((*first[:2], first != own, *own))
    return {
        "units": [{"code": one[3], "name": one[2]} for one in sorted(units)],
        "fields": [{"code": one[5], "name": one[4], "is_part": one[2]} for one in sorted(fields)],
    }


def _found(public: GuidanceQuerySet, wanted: Wanted, request: HttpRequest) -> Any:
    audience = visible_to(request)
    found = public.in_force(audience) if wanted.state == State.IN_FORCE else public.no_longer(audience)
    if wanted.unit:
        found = found.filter(unit__code=wanted.unit)
    if wanted.field:
        found = found.filed_under(wanted.field)
    if wanted.level:
        found = found.filter(basis_level=wanted.level)
    found = found.for_lines().with_successor(audience).newest()
    return found.search(wanted.words) if wanted.words else found
