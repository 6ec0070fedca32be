"""Full text on PostgreSQL: generated ``tsvector`` columns in the ``simple`` configuration, each with its GIN index.

The text arrives folded, so neither ``unaccent`` nor any other extension is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.models import FoldedText, IndexedText

from .base import TITLE_WEIGHT, Engine, Hits, Ranking
from .plans import Branch, Clause, Phrase, Plan

# ruff: noqa: S608, S611 - only the names of our own tables are put into statements; what a reader typed is a parameter.
ROWS = IndexedText._meta.db_table
TEXTS = FoldedText._meta.db_table

#: Which vector answers for which columns, and the weight label that keeps to one column of it.
_VECTORS = {"title": ("text_vector", "A"), "body": ("text_vector", "D"), "autocomplete": ("typing_vector", "")}
_STRUCTURES = (
    f"ALTER TABLE {TEXTS} ADD COLUMN IF NOT EXISTS text_vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, body), 'D')) STORED",
    f"ALTER TABLE {TEXTS} ADD COLUMN IF NOT EXISTS typing_vector tsvector GENERATED ALWAYS AS ("
    "to_tsvector('simple'::regconfig, autocomplete)) STORED",
    f"CREATE INDEX IF NOT EXISTS search_text_vector ON {TEXTS} USING gin (text_vector)",
    f"CREATE INDEX IF NOT EXISTS search_typing_vector ON {TEXTS} USING gin (typing_vector)",
)
#: Labels D, C, B, A: a title counts TITLE_WEIGHT times a body.
_WEIGHTS = [1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1.0]
# Normalised (1) by the logarithm of the length, or long documents would always win.
_MATCH = (
    f"SELECT object_id, ts_rank(%s::float4[], {{vector}}, query, 1)::float8 AS score "
    f"FROM {TEXTS} JOIN {ROWS} entry ON entry.id = entry_id, to_tsquery('simple', %s) query "
    "WHERE {vector} @@ query AND content_type_id = ANY(%s) ORDER BY score DESC, entry.id DESC"
)
_ANSWERING = f"SELECT entry_id FROM {TEXTS} WHERE {{vector}} @@ to_tsquery('simple', %s)"
_SCORE = (
    "(SELECT ts_rank(%s::float4[], {vector}, to_tsquery('simple', %s), 1)::float8 "
    f"FROM {TEXTS} WHERE entry_id = {ROWS}.id)"
)
_FREQUENCIES = (
    f"SELECT word, (SELECT count(*) FROM {TEXTS} WHERE text_vector @@ to_tsquery('simple', quote_literal(word))) "
    "FROM unnest(%s::text[]) word"
)


class PostgresEngine(Engine):
    """``tsvector`` and ``ts_rank``."""

    def prepare(self) -> None:
        """Add the generated columns and their indexes; PostgreSQL drops them with the table by itself."""
        if not self.table_exists(TEXTS):
            return
        with self.connection.cursor() as cursor:
            columns = self.connection.introspection.get_table_description(cursor, TEXTS)
            if {"text_vector", "typing_vector"} <= {column.name for column in columns}:
                return
            for statement in _STRUCTURES:
                cursor.execute(statement)

    def optimise(self) -> None:
        """Refresh what the planner knows of the tables."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {ROWS}, {TEXTS}")

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`."""
        vector, label = _vector(columns)
        parameters = [_WEIGHTS, _expression(plan, label, ranked=True), sorted(content_types)]
        found = self.rows(_MATCH.format(vector=vector), parameters)
        return [(object_id, score) for object_id, score in found]

    def answering(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str]) -> QuerySet[IndexedText]:
        """See :meth:`Engine.answering`."""
        vector, label = _vector(columns)
        found = RawSQL(_ANSWERING.format(vector=vector), [_expression(plan, label, ranked=False)])
        return rows.filter(pk__in=found)

    def ranked(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str], stop: int) -> Ranking:
        """See :meth:`Engine.ranked`."""
        vector, label = _vector(columns)
        found = self.answering(rows, plan, columns).annotate(
            score=RawSQL(_SCORE.format(vector=vector), [_WEIGHTS, _expression(plan, label, ranked=True)])
        )
        return [(pk, float(value)) for pk, value in found.order_by("-score", "-pk").values_list("pk", "score")[:stop]]

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`."""
        return dict(self.rows(_FREQUENCIES, [sorted(words)]))

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return RawSQL("SELECT unnest(%s)", [list(ids)])


def _vector(columns: Sequence[str]) -> tuple[str, str]:
    vector, label = _VECTORS[columns[0]]
    return vector, label if len(columns) == 1 else ""


def _expression(plan: Plan, label: str, ranked: bool) -> str:
    wanted = " | ".join(f"({_branch(branch, label, ranked)})" for branch in plan.branches)
    unwanted = "".join(f" & !({_phrase(phrase, '')})" for phrase in plan.excluded)
    return f"({wanted}){unwanted}"


def _branch(branch: Branch, label: str, ranked: bool) -> str:
    return (" & " if branch.every else " | ").join(f"({_clause(clause, label, ranked)})" for clause in branch.clauses)


def _clause(clause: Clause, label: str, ranked: bool) -> str:
    phrases = (*clause.phrases, *clause.lifting) if ranked else clause.phrases
    return " | ".join(f"({_phrase(phrase, label)})" for phrase in phrases)


def _phrase(phrase: Phrase, label: str) -> str:
    last = len(phrase.words) - 1
    # Words are letters and digits only, so a quote can never end the string early.
    return " <-> ".join(
        f"'{word}'" + (f":{'*' if phrase.open_ended and place == last else ''}{label}").rstrip(":")
        for place, word in enumerate(phrase.words)
    )
