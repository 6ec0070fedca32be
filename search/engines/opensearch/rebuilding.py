"""Filling the engine anew from the database index, beside the index that is searched meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from search.models import FoldedText, WaitingUpdate

from . import indices
from .client import EngineError, is_configured
from .sending import keeping, send

logger = logging.getLogger(__name__)

#: Objects read and sent at a time, which bounds the memory.
ROUND = 200
#: The version of what a rebuild reads: any note is newer.
_OLDEST = 0


def rebuild(number: int | None = None) -> Iterator[int]:
    """Fill a new index and let it be searched when it is whole; yields how many objects it holds so far.

    Interrupted at any point it leaves the old index in use, and a note that the whole is to be done again (``number``,
    where that was written before). Raises EngineError when the engine fails or another rebuild takes over.
    """
    number = number or WaitingUpdate.objects.note_everything()
    name = indices.make()
    done = last = 0
    while texts := list(FoldedText.objects.filter(pk__gt=last).order_by("pk")[:ROUND]):
        send(keeping(indices.building_alias(), one, _OLDEST) for one in texts)
        go_on(number)
        done, last = done + len(texts), texts[-1].pk
        yield done
    indices.switch(name)
    WaitingUpdate.objects.of_everything().filter(pk__lte=number).delete()


def begin() -> int | None:
    """Note that the database index is being written anew, and the engine's has to be after it; None without engine."""
    return WaitingUpdate.objects.note_everything() if is_configured() else None


def go_on(number: int) -> None:
    """Say that the rebuild under note ``number`` is still at it."""
    WaitingUpdate.objects.refresh(number)


def complete(number: int | None) -> None:
    """Fill the engine, if there is one, after the database index; while it is away note ``number`` stays."""
    if number is None:
        return
    try:
        for _done in rebuild(number):
            pass
    except EngineError as error:
        logger.warning("The search engine failed (%s); manage.py search_engine update fills it later.", error)


def is_due() -> bool:
    """Whether the engine must be filled anew: it has no index, one of another form, or a rebuild was left unfinished.

    Raises EngineError when the engine is away.
    """
    return WaitingUpdate.objects.of_everything().exists() or not indices.is_current()


def is_under_way() -> bool:
    """Whether another process is at it right now."""
    return WaitingUpdate.objects.of_everything().recent().exists()
