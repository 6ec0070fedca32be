"""A plan in the query language that OpenSearch and Elasticsearch share.

The texts are folded by us and split at blanks by the engine, so a phrase of a plan means there what it means to the
databases: the same objects answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.engines.plans import Branch, Clause, Phrase, Plan

Query = dict[str, Any]

#: What a hit in a title counts beside the same in a body. Less than on the databases, which weigh occurrences: here
#: the two fields are scored each by itself and a title, being short, scores high as it is.
TITLE_BOOST = 2.0
#: How many words of the vocabulary the open end of a phrase may stand for: more than any vocabulary has.
MOST_ENDINGS = 1_000_000


def query_for(plan: Plan, columns: Sequence[str]) -> Query:
    """Return the query for the objects that answer ``plan`` in ``columns``."""
    return {
        "bool": {
            "must": _any([_branch(branch, columns) for branch in plan.branches]),
            "must_not": _everywhere(plan.excluded, columns),
        }
    }


def _branch(branch: Branch, columns: Sequence[str]) -> Query:
    if not branch.every:
        return _any([_clause(clause, columns) for clause in branch.clauses])
    return {"bool": {"must": [_clause(clause, columns) for clause in branch.clauses]}}


def _clause(clause: Clause, columns: Sequence[str]) -> Query:
    found = _any(_everywhere(clause.phrases, columns))
    if not clause.lifting:
        return found
    return {"bool": {"must": found, "should": _everywhere(clause.lifting, columns)}}


def _any(queries: list[Query]) -> Query:
    """At least one must hold, and each that does adds to the score."""
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _everywhere(phrases: Sequence[Phrase], columns: Sequence[str]) -> list[Query]:
    return [_phrase(phrase, column) for phrase in phrases for column in columns]


def _phrase(phrase: Phrase, column: str) -> Query:
    boost = TITLE_BOOST if column == "title" else 1.0
    words = " ".join(phrase.words)
    if not phrase.open_ended:
        return {"match_phrase": {column: {"query": words, "boost": boost}}}
    if len(phrase.words) == 1:
        return {"prefix": {column: {"value": words, "boost": boost}}}
    return {"match_phrase_prefix": {column: {"query": words, "boost": boost, "max_expansions": MOST_ENDINGS}}}
