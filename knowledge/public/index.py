"""What the page of the index shows: groups by quarter, filters as links and as a form, what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from knowledge.models import Situation
from knowledge.public.asked import LONGEST_QUERY, Asked
from knowledge.public.listing import Listing
from knowledge.public.quarters import Quarter
from search.highlight import excerpt, highlighted
from search.showing import Choice, Facet

PER_PAGE = 20
#: Choices that a facet shows before a reader asks for more.
AT_ONCE = 8


@dataclass(frozen=True)
class Group:
    """Situations of one quarter; ``quarter`` is None where they come by relevance."""

    quarter: Quarter | None
    situations: Sequence[Situation]
    is_current: bool = False


def context(request: HttpRequest) -> dict[str, Any]:
    """What was asked, ``articles`` (a page of 20) and their ``groups``, ``facets`` as links, what is ``chosen``."""
    asked = Asked.read(request.GET.dict())
    listing = Listing(request, asked)
    page = Paginator(listing.found(), PER_PAGE).get_page(request.GET.get("page"))
    facets = [facet for facet in _facets(listing) if len(facet.first) > 1 or any(c.is_chosen for c in facet.first)]
    return {
        "asked": asked,
        "articles": page,
        "groups": _groups(page, asked),
        "facets": facets,
        "chosen": list(_chosen(listing)),
        "listing": listing,
        "longest_query": LONGEST_QUERY,
    }


def _groups(situations: Iterable[Situation], asked: Asked) -> list[Group]:
    current = Quarter.current()
    shown = list(situations)
    for situation in shown:
        situation.is_new = situation.public_quarter == current
        if asked.words:
            situation.marked_title = highlighted(situation.title, asked.words)
            situation.marked_question = excerpt(situation.summary, asked.words)
    if asked.words:
        return [Group(None, shown)] if shown else []
    by_quarter = groupby(shown, key=lambda situation: situation.public_quarter)
    return [Group(quarter, list(those), quarter == current) for quarter, those in by_quarter]


def _facets(listing: Listing) -> list[Facet]:
    asked = listing.asked
    chosen = next((field for field in listing.fields if field.code == asked.field), None)
    opened = (chosen.parent or chosen) if chosen else None
    fields = [
        Choice(f"– {field.name}" if field.parent else field.name, field.found, asked.toggled("field", field.code), on)  # type: ignore[attr-defined]
        for field in listing.fields
        if (on := asked.has("field", field.code)) or (_is_open(field, opened) and field.found != 0)  # type: ignore[attr-defined]
    ]
    units = [
        Choice(unit.short_name or unit.name, unit.found, asked.toggled("unit", unit.code), on)  # type: ignore[attr-defined]
        for unit in listing.units
        if (on := asked.has("unit", unit.code)) or unit.found != 0  # type: ignore[attr-defined]
    ]
    held = [
        Choice(quarter.label, None, asked.toggled("quarter", quarter.code), asked.has("quarter", quarter.code))
        for quarter in listing.quarters
    ]
    return [
        _facet("linh-vuc", _("Field of work"), fields, len(fields)),
        _facet("don-vi", _("Unit"), units, AT_ONCE),
        _facet("quy", _("Quarter"), held, AT_ONCE),
    ]


def _is_open(field: Any, opened: Any) -> bool:
    """Whether links show ``field``: the first level, and the parts of the field that was chosen."""
    return field.parent_id is None or (opened is not None and field.parent_id == opened.pk)


def _facet(name: str, title: str, choices: Sequence[Choice], at_once: int) -> Facet:
    at_once = max(at_once, *(place for place, choice in enumerate(choices, 1) if choice.is_chosen), 0)
    return Facet(name, title, choices[:at_once], choices[at_once:])


def _chosen(listing: Listing) -> Iterable[Choice]:
    """The filters that are on, each with the address that takes it off; an unknown code stands as it was typed."""
    asked = listing.asked
    names = {
        "field": {field.code: str(field) for field in listing.fields},
        "unit": {unit.code: unit.name for unit in listing.units},
        "quarter": {quarter.code: _("Quarter %(name)s") % {"name": quarter.label} for quarter in listing.quarters},
    }
    for facet, known in names.items():
        code = getattr(asked, facet)
        if code:
            yield Choice(known.get(code, code), None, asked.toggled(facet, code), True)
