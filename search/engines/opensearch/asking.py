"""Asking the engine what answers a plan: keys and scores, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search.engines.plans import Plan

from .client import SEARCH_TIMEOUT, EngineError, alias, request
from .documents import FIELDS, MOST_HITS
from .queries import query_for

#: Keys are read from columns, ten times as fast as from the documents themselves.
_KEYS = ["entry", "content_type", "object_id"]


class TooManyError(Exception):
    """More objects answer than are asked for at once."""


class Found(NamedTuple):
    """An object that answers: its row in the database index, its type and key there, its score."""

    entry: int
    content_type: int
    object_id: str
    score: float


def ask(plan: Plan, columns: Sequence[str]) -> list[Found]:
    """Return all objects that answer ``plan`` in ``columns``, best first, of equals the younger row first.

    Raises TooManyError when they are more than MOST_HITS, EngineError when the engine does not answer in time.
    """
    question = {
        "query": query_for(plan, FIELDS[tuple(columns)]),
        "size": MOST_HITS,
        "sort": ["_score", {"entry": "desc"}],
        "track_total_hits": True,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": _KEYS,
    }
    answer = request(
        "POST",
        f"/{alias()}/_search",
        question,
        SEARCH_TIMEOUT,
        allow_partial_search_results="false",
        filter_path="hits.total,hits.hits._score,hits.hits.fields",
    )
    if not answer:
        raise EngineError("it has no index of this portal yet")
    if answer["hits"]["total"]["value"] > MOST_HITS:
        raise TooManyError
    return [
        Found(fields["entry"][0], fields["content_type"][0], fields["object_id"][0], hit["_score"])
        for hit in answer["hits"].get("hits", ())
        for fields in [hit["fields"]]
    ]
