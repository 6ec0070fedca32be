"""A plan in the query language that OpenSearch and Elasticsearch share.

The texts are folded by us and split at blanks by the engine, so a phrase of a plan means there what it means to the
databases: the same objects answer it.
"""

from __future__ import annotations

from typing import Any

from search.engines.plans import Branch, Clause, Phrase, Plan

Query = dict[str, Any]

#: How many words of the vocabulary the open end of a phrase may stand for: more than any vocabulary has.
MOST_ENDINGS = 1_000_000


def query_for(plan: Plan, field: str) -> Query:
    """Return the query for the objects that answer ``plan`` in ``field``."""
    return {
        "bool": {
            "must": _any([_branch(branch, field) for branch in plan.branches]),
            "must_not": [_phrase(phrase, field) for phrase in plan.excluded],
        }
    }


def _branch(branch: Branch, field: str) -> Query:
    clauses = [_clause(clause, field) for clause in branch.clauses]
    return {"bool": {"must": clauses}} if branch.every else _any(clauses)


def _clause(clause: Clause, field: str) -> Query:
    found = _any([_phrase(phrase, field) for phrase in clause.phrases])
    if not clause.lifting:
        return found
    return {"bool": {"must": found, "should": [_phrase(phrase, field) for phrase in clause.lifting]}}


def _any(queries: list[Query]) -> Query:
    """At least one must hold, and each that does adds to the score."""
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _phrase(phrase: Phrase, field: str) -> Query:
    words = " ".join(phrase.words)
    if not phrase.open_ended:
        return {"match_phrase": {field: words}}
    if len(phrase.words) == 1:
        return {"prefix": {field: words}}
    return {"match_phrase_prefix": {field: {"query": words, "max_expansions": MOST_ENDINGS}}}
