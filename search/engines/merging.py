"""Parts of one thing make one result: the first of them stands for all."""

from __future__ import annotations

from collections.abc import Callable

from search.models import IndexedText

from .base import Engine, Ranking

#: Of rows by key: what their whole is known by, None for one that is no part of anything.
Wholes = dict[int, int | None]
#: Where too few results are left, so many times more rows are asked for.
MORE = 4


def merged(engine: Engine, ranked: Callable[[int], Ranking], part: range, wholes: Wholes | None = None) -> Ranking:
    """Return ``part`` of the results, of which ``ranked(stop)`` gives at least the first ``stop`` rows if there are.

    A document of which many parts answer takes many rows for one result, so more rows are asked for until enough
    results are found or all rows are known. What ``wholes`` does not know is asked for.
    """
    stop = part.stop
    while True:
        ranking = ranked(stop)
        results = _first_of_each(engine, ranking, wholes or {})
        if len(results) >= part.stop or len(ranking) < stop:
            return results[part.start : part.stop]
        stop = max(stop, len(ranking)) * MORE


def _first_of_each(engine: Engine, ranking: Ranking, known: Wholes) -> Ranking:
    wholes = dict(known)
    if unknown := [pk for pk, _score in ranking if pk not in known]:
        rows = IndexedText.objects.filter(pk__in=engine.one_of(unknown), whole__isnull=False)
        wholes |= dict(rows.values_list("pk", "alike"))
    seen: set[int] = set()
    results: Ranking = []
    for pk, score in ranking:
        whole = wholes.get(pk)
        if whole not in seen:
            results.append((pk, score))
        if whole is not None:
            seen.add(whole)
    return results
