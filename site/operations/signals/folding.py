"""Events that a stranger could cause without end: noted the 1st, 10th, 100th … time, so that a flood drowns nothing."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

from units.events import note
from units.visitors.addresses import address_key

HOUR = 60 * 60


def note_seldom(kind: str, request: HttpRequest, **facts: Any) -> None:
    """Note ``kind`` for the address behind ``request`` with the number of times that it has been within an hour."""
    key = f"folded:{kind}:{address_key(request)}"
    kept = caches["visitors"]
    times = kept.incr(key) if not kept.add(key, 1, HOUR) else 1
    if str(times).strip("0") == "1":
        note(kind, request=request, **{"path": request.path[:200], **facts}, times=times)
