"""Suggestions while a reader types: titles, symbols of documents and names of units that go on as begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from . import sources
from .engines import reading_engine
from .engines.base import TYPING
from .engines.planning import plan_typing
from .highlight import highlighted
from .models import IndexedText
from .reading import items_of

#: Fewer letters begin nearly everything.
SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """Something whose title or symbol goes on as typed: its text, the same with ``<mark>``, its kind and the object."""

    text: str
    marked: SafeString
    kind: str
    item: Any


def suggest(request: HttpRequest, typed: str, limit: int = 8) -> list[Suggestion]:
    """Return at most ``limit`` suggestions for ``typed``, best first, of what the reader of ``request`` may read."""
    plan = plan_typing(typed)
    if plan is None or len(typed.strip()) < SHORTEST:
        return []
    ranking = reading_engine().ranked(sources.readable_rows(request), plan, TYPING, limit)
    rows = IndexedText.objects.in_bulk([pk for pk, _score in ranking])
    items = items_of(request, list(rows.values()))
    return [
        Suggestion(str(items[pk]), highlighted(str(items[pk]), typed), rows[pk].kind, items[pk])
        for pk, _score in ranking
        if pk in items
    ]
