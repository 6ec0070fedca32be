"""Counts in memory, ten at a time in the database, so that what is seldom costs no query and what is often is seen.

Each process lets at most nine acts of an address pass uncounted; from the tenth on all processes count together.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone

from operations.signals.folding import note_seldom
from units.visitors import limits
from units.visitors.addresses import address_key

AT_ONCE = 10


def take(what: str, request: HttpRequest) -> datetime | None:
    """Count one more ``what`` of the address behind ``request``; None if it may go on, else when it may again.

    Raises ``KeyError`` for what ``PORTAL_LIMITS`` does not name.
    """
    limit, minutes = settings.PORTAL_LIMITS[what]
    window = timedelta(minutes=minutes)
    kept, sender = caches["visitors"], address_key(request)
    counted, refused_until = f"count:{what}:{sender}", f"until:{what}:{sender}"
    again: datetime | None = kept.get(refused_until)
    if again is None or again <= timezone.now():
        if _one_more(counted, window) % AT_ONCE:
            return None
        again = limits.take(what, sender, limit, window, AT_ONCE)
        if again is not None:
            kept.set(refused_until, again, window.total_seconds())
    if again is not None:
        note_seldom("limit_reached", request, what=what)
    return again


def _one_more(key: str, window: timedelta) -> int:
    """How often it has been by now; from the beginning where another request made room for itself in between."""
    kept, seconds = caches["visitors"], window.total_seconds()
    kept.add(key, 0, seconds)
    try:
        return kept.incr(key)
    except ValueError:
        kept.set(key, 1, seconds)
        return 1
