"""Which pinned items the reader of a request may see for a query."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models
from django.http import HttpRequest

from search import sources
from search.office.models import MOST_PINNED, PinnedResult
from search.office.words import key_of


def pinned_for(request: HttpRequest, query: str) -> list[Any]:
    """The pages and snippets pinned for ``query`` today that the reader may find, first the one to show first.

    An item is shown only as the source of its own type gives it, so a pin opens nothing that the search would not
    find. One query where nothing is pinned; one more for each type of item that is.
    """
    key = key_of(query)
    if not key:
        return []
    asked = PinnedResult.objects.in_force().filter(key=key).order_by("order", "pk")
    targets = [pin.target for pin in asked.select_related("page", "snippet_type")[:MOST_PINNED]]
    numbers: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, number in filter(None, targets):
        numbers[model].append(number)
    found: dict[tuple[type[models.Model], int], Any] = {}
    for model, wanted in numbers.items():
        source = sources.source_of(model)
        if source is not None:
            found |= {(model, item.pk): item for item in source.readable(request).filter(pk__in=wanted)}
    return [found[target] for target in targets if target in found]
