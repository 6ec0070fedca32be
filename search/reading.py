"""From indexed rows back to the objects that a reader may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from . import sources
from .models import IndexedText


def items_of(request: HttpRequest, rows: Sequence[IndexedText]) -> dict[int, Any]:
    """Return the objects behind ``rows`` that the reader may read, by the row's key; one query a source."""
    by_source: dict[str, dict[int, int]] = defaultdict(dict)
    known = {source.kind: source for source in sources.registered()}
    answering = {number: source.kind for source in known.values() for number in sources.types_of(source)}
    for row in rows:
        if row.content_type_id in answering and row.number is not None:
            by_source[answering[row.content_type_id]][row.number] = row.pk
    items: dict[int, Any] = {}
    for kind, keys in by_source.items():
        for item in known[kind].readable(request).filter(pk__in=keys):
            items[keys[item.pk]] = item
    return items
