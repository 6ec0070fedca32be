"""What the page of the index shows: groups by quarter, filters as links and as a form, what is chosen (ND-9.5).

A fixed number of queries whatever there is, at most 12 for the whole page (``tests/knowledge/public/test_index.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from knowledge.models import Situation
from knowledge.public.asked import LONGEST_QUERY, Asked
from knowledge.public.choices import Choices, Option
from knowledge.public.listing import answering
from knowledge.public.quarters import Quarter
from search.highlight import excerpt, highlighted
from search.showing import Choice, Facet
from units.audience import visible_to

PER_PAGE = 20
#: Choices that a facet shows before a reader asks for more.
AT_ONCE = 8


class CountedPaginator(Paginator[Situation]):
    """A paginator that is told how many there are, where that is known without asking."""

    known: int | None = None

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return super().count if self.known is None else self.known


@dataclass(frozen=True)
class Group:
    """Situations of one quarter; ``quarter`` is None where they come by relevance."""

    quarter: Quarter | None
    situations: Sequence[Situation]
    is_current: bool = False


def context(request: HttpRequest) -> dict[str, Any]:
    """What was asked, ``articles`` (a page of 20) and their ``groups``, ``facets`` as links, what is ``chosen``."""
    asked = Asked.read(request.GET.dict())
    public = visible_to(request).readable(Situation.objects.all())
    choices = Choices(public, asked)
    paginator = CountedPaginator(answering(public, asked), PER_PAGE)
    paginator.known = None if asked.words else choices.total
    page = paginator.get_page(request.GET.get("page"))
    return {
        "asked": asked,
        "articles": page,
        "groups": _groups(page, asked),
        "facets": [facet for facet in _facets(choices) if _narrows(facet)],
        "chosen": list(_chosen(choices)),
        "choices": choices,
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


def _facets(choices: Choices) -> list[Facet]:
    asked = choices.asked
    opened = next((option.above or option.code for option in choices.fields if option.code == asked.field), "")
    shown = [option for option in choices.fields if option.above in {"", opened}]
    fields = [_choice(asked, "field", option, choices.left_by_field[option.code]) for option in shown]
    units = [_choice(asked, "unit", option, choices.left_by_unit[option.code]) for option in choices.units]
    held = [
        Choice(quarter.label, None, asked.toggled("quarter", quarter.code), asked.has("quarter", quarter.code))
        for quarter in choices.quarters
    ]
    return [
        _facet("linh-vuc", _("Field of work"), fields),
        _facet("don-vi", _("Unit"), units),
        _facet("quy", _("Quarter"), held),
    ]


def _choice(asked: Asked, facet: str, option: Option, left: int) -> Choice:
    """With words no count: each would be another search."""
    label = f"– {option.name}" if option.above else option.short_name or option.name
    url, is_chosen = asked.toggled(facet, option.code), asked.has(facet, option.code)
    return Choice(label, None if asked.words else left, url, is_chosen)


def _facet(name: str, title: str, choices: Iterable[Choice]) -> Facet:
    """What would leave nothing is not offered."""
    offered = [choice for choice in choices if choice.count != 0 or choice.is_chosen]
    at_once = max(AT_ONCE, *(place for place, choice in enumerate(offered, 1) if choice.is_chosen), 0)
    return Facet(name, title, offered[:at_once], offered[at_once:])


def _narrows(facet: Facet) -> bool:
    return len(facet.first) > 1 or any(choice.is_chosen for choice in facet.first)


def _chosen(choices: Choices) -> Iterator[Choice]:
    """The filters that are on, each with the address that takes it off; an unknown code stands as it was typed."""
    asked = choices.asked
    quarter = Quarter.read(asked.quarter)
    names = {
        "field": next((option.full_name for option in choices.fields if option.code == asked.field), asked.field),
        "unit": next((option.name for option in choices.units if option.code == asked.unit), asked.unit),
        "quarter": _("Quarter %(name)s") % {"name": quarter.label} if quarter else "",
    }
    for facet, name in names.items():
        if name:
            yield Choice(name, None, asked.toggled(facet, getattr(asked, facet)), True)
