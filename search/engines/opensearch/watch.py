"""Whether the engine can be asked: it answers, and it has heard of everything."""

from __future__ import annotations

import logging

from django.core.cache import cache

from search.models import WaitingUpdate

logger = logging.getLogger(__name__)

#: While the cache holds this nobody tries the engine again.
_AWAY = "search-engine-away"
PAUSE_SECONDS = 15


def is_away() -> bool:
    """Whether the engine failed a moment ago."""
    return bool(cache.get(_AWAY))


def note_away(reason: str) -> None:
    """Leave the engine alone for a moment."""
    logger.warning("The search engine failed (%s); the database answers meanwhile and updates are kept.", reason)
    cache.set(_AWAY, True, PAUSE_SECONDS)


def is_behind() -> bool:
    """Whether something has waited so long that the engine's answers would be old."""
    return WaitingUpdate.objects.overdue().exists()
