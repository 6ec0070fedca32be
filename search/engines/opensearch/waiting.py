"""The queue of what the engine has still to hear of: kept in the database, so that no crash of either loses any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from search.models import FoldedText, WaitingUpdate

from .client import UPKEEP_TIMEOUT, is_configured
from .indices import targets
from .sending import AliasGoneError, Lines, dropping, keeping, send

#: Objects of one round.
ROUND = 50


def note(entries: Iterable[int]) -> None:
    """Note rows of the database index, by primary key, whose texts have just changed or gone.

    Call it in the same transaction, after the change. Once that is committed the task queue is asked to tell the
    engine; whoever saves waits for no more than the queue.
    """
    if is_configured() and WaitingUpdate.objects.note(entries):
        from .tasks import tell_engine

        # Robust: a queue that is down must not fail who saves; `manage.py search_engine update` makes up for it.
        transaction.on_commit(tell_engine.enqueue, robust=True)


def tell(timeout: float = UPKEEP_TIMEOUT) -> Iterator[int]:
    """Tell the engine what waits, round by round, and yield how many notes each round settled.

    Whatever stops it leaves every note that was not settled. Two may run at once. Raises EngineError when the engine
    is away or has no index.
    """
    while notes := WaitingUpdate.objects.next(ROUND):
        # The notes come first, then where to write, then the texts: so a text is at least as new as its note, and a
        # rebuild that began too late to be written to reads it from the database by itself.
        aliases = targets(timeout)
        try:
            send(_actions(aliases, {entry: number for number, entry in notes}), timeout)
        except AliasGoneError:
            continue
        WaitingUpdate.objects.filter(pk__in=[number for number, _entry in notes]).delete()
        yield len(notes)


def _actions(aliases: Iterable[str], versions: dict[int, int]) -> Iterator[Lines]:
    texts = FoldedText.objects.in_bulk(versions)
    for target in aliases:
        for entry, version in versions.items():
            if entry in texts:
                yield keeping(target, texts[entry], version)
            else:
                yield dropping(target, entry, version)
