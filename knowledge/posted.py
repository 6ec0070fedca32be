"""Which issued documents readers have: files that a public item shows, found by number and symbol (ND-9.3a)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Min

from knowledge.models import PortalDocument
from units import calendar
from units.files import items_with, referred_to
from units.issued.posting import Posted


def files(keys: Collection[str]) -> dict[str, Posted]:
    """Key to the file that readers had first; a query, and a few more for each file that is found.

    They have it since its item went public or, where the item is older than the file, since that was uploaded.
    """
    found: dict[str, Posted] = {}
    for document in referred_to(PortalDocument.objects.filter(symbol_key__in=keys), None).order_by("created_at"):
        public = [
            items.filter(live=True).aggregate(at=Min("first_published_at"))["at"] for items in items_with(document)
        ]
        moments = [max(at, document.created_at) for at in public if at is not None]
        if moments:
            posted = Posted(calendar.day_of(min(moments)), document.url)
            found[document.symbol_key] = min(found.get(document.symbol_key, posted), posted, key=lambda each: each.on)
    return found
