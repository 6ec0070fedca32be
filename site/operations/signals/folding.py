"""Events that a stranger could cause without end: noted the 1st, 10th, 100th … time, so that a flood drowns nothing."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

from units.events import note
from units.visitors.addresses import address_key

HOUR = 60 * 60
#: Of one kind in an hour, whatever the addresses; a network of machines has more of them than the record has use for.
MOST = 200


def note_seldom(kind: str, request: HttpRequest, **facts: Any) -> None:
    """Note ``kind`` for the address behind ``request`` with the number of times that it has been within an hour."""
    times = _counted(f"{kind}:{address_key(request)}")
    if not _is_round(times):
        return
    altogether = _counted(kind)
    if altogether <= MOST or _is_round(altogether):
        note(kind, request=request, **{"path": request.path[:200], **facts}, times=times)


def _counted(what: str) -> int:
    """How often it has been by now; from the beginning where another count made room for itself in between."""
    key, kept = f"folded:{what}", caches["visitors"]
    if kept.add(key, 1, HOUR):
        return 1
    try:
        return int(kept.incr(key))
    except ValueError:
        kept.set(key, 1, HOUR)
        return 1


def _is_round(number: int) -> bool:
    return str(number).strip("0") == "1"
