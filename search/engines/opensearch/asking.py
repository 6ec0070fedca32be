"""Asking the engine what answers a plan: keys and scores, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.base import Ranking
from search.engines.plans import Plan

from .client import SEARCH_TIMEOUT, EngineError, alias, request
from .documents import FIELDS, MOST_HITS
from .queries import query_for


class TooManyError(Exception):
    """More objects answer than are asked for at once."""


def ask(plan: Plan, columns: Sequence[str]) -> Ranking:
    """Return all rows that answer ``plan`` in ``columns``, best first, of equals the younger row first.

    Raises TooManyError when they are more than MOST_HITS, EngineError when the engine does not answer in time.
    """
    question = {
        "query": query_for(plan, FIELDS[tuple(columns)]),
        "size": MOST_HITS,
        # Score and key are all that is wanted, and the engine tells by what it sorted: no document is opened at all.
        "sort": ["_score", {"entry": "desc"}],
        "track_total_hits": True,
        "_source": False,
        "stored_fields": "_none_",
    }
    answer = request(
        "POST",
        f"/{alias()}/_search",
        question,
        SEARCH_TIMEOUT,
        allow_partial_search_results="false",
        filter_path="hits.total,hits.hits.sort",
    )
    if not answer:
        raise EngineError("it has no index of this portal yet")
    if answer["hits"]["total"]["value"] > MOST_HITS:
        raise TooManyError
    return [(entry, score) for score, entry in (hit["sort"] for hit in answer["hits"].get("hits", ()))]
