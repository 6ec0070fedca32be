"""What the search page shows of an answer: results with their names, facets as links, filters to take off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from . import sources
from .asking import Asked
from .finding import Finding, Hit
from .highlight import highlighted
from .log.counting import click_token

#: Values of a facet that are shown before the others have to be asked for.
SHOWN_AT_ONCE = 7
TITLES: dict[str, str | Promise] = {
    "kinds": _("Kind"),
    "units": _("Unit"),
    "sections": _("Section"),
    "years": _("Year"),
}

Labels = dict[str, dict[Any, str]]


@dataclass(frozen=True)
class Result:
    """One result. ``ping`` is where the browser reports that it was opened; empty where nothing is counted."""

    url: str
    ping: str
    title: SafeString
    excerpt: SafeString
    place: str
    kind: str
    unit: str
    date: datetime | None
    item: Any


@dataclass(frozen=True)
class Choice:
    """A value of a facet: what it would leave where that was counted, and the address that turns it on or off."""

    label: str
    count: int | None
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with the values that are shown and those that have to be asked for."""

    name: str
    title: str | Promise
    first: Sequence[Choice]
    more: Sequence[Choice]


def labels_for(finding: Finding, asked: Asked, pinned: Iterable[Hit] = ()) -> Labels:
    """The names of all that is shown; at most one query a facet."""
    shown = [*finding.hits, *pinned]
    wanted: dict[str, set[Any]] = {facet: {value for value, _count in finding.facets[facet]} for facet in TITLES}
    wanted["kinds"] |= {hit.kind for hit in shown}
    wanted["units"] |= {hit.unit for hit in shown if hit.unit is not None}
    for facet, value in asked.chosen():
        wanted[facet].add(value)
    return {facet: sources.labels_of(facet, values) for facet, values in wanted.items()}


def as_results(request: HttpRequest, hits: Iterable[Hit], labels: Labels, query: str, first: int) -> list[Result]:
    """``hits`` as they are shown, the first of them at place ``first``; 0 stands for the place of all pinned ones."""
    results = []
    for number, hit in enumerate(hits):
        url = address_of(request, hit.item)
        token = click_token(query, url, first + number if first else 0) if url else ""
        results.append(
            Result(
                url=url,
                ping=f"{reverse('search-opened')}?{urlencode({'t': token})}" if token else "",
                title=hit.title,
                excerpt=hit.excerpt,
                place=hit.place,
                kind=labels["kinds"].get(hit.kind, ""),
                unit=labels["units"].get(hit.unit, ""),
                date=hit.date,
                item=hit.item,
            )
        )
    return results


def as_hit(item: Any, query: str) -> Hit:
    """A pinned item as something found."""
    facts = sources.facts_of(item)
    title, nothing = highlighted(str(item), query), SafeString("")
    return Hit(item, facts.kind, facts.unit_id, tuple(facts.sections), facts.moment, title, nothing)


def facets(finding: Finding, asked: Asked, labels: Labels) -> list[Facet]:
    """The facets in which there is something to choose or to take back; a value without a name is left out."""
    shown = []
    for name, title in TITLES.items():
        counted = dict(finding.facets[name])
        counted |= {value: counted.get(value, 0) for facet, value in asked.chosen() if facet == name}
        choices = [
            Choice(labels[name][value], count, asked.toggled(name, value), asked.has(name, value))
            for value, count in _in_order(name, counted)
            if value in labels[name]
        ]
        if len(choices) > 1 or any(choice.is_chosen for choice in choices):
            at_once = max(SHOWN_AT_ONCE, *(place for place, each in enumerate(choices, 1) if each.is_chosen), 0)
            shown.append(Facet(name, title, choices[:at_once], choices[at_once:]))
    return shown


def chosen(asked: Asked, labels: Labels) -> list[Choice]:
    """The filters that are on, each with the address that takes it off."""
    return [
        Choice(labels[facet].get(value, str(value)), 0, asked.toggled(facet, value), True)
        for facet, value in asked.chosen()
    ]


def address_of(request: HttpRequest, item: Any) -> str:
    """Where a reader opens ``item``; empty where that is nowhere."""
    if isinstance(item, Page):
        return item.get_url(request) or ""
    return item.get_absolute_url() if hasattr(item, "get_absolute_url") else getattr(item, "url", "") or ""


def _in_order(name: str, counted: dict[Any, int]) -> list[tuple[Any, int]]:
    """Years from the newest; else the commonest first."""
    values = list(counted.items())
    return sorted(values, key=lambda each: -each[0]) if name == "years" else values
