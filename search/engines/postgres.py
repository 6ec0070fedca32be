"""Full text on PostgreSQL: generated ``tsvector`` columns in the ``simple`` configuration, each with its GIN index.

The text arrives folded, so neither ``unaccent`` nor any other extension is needed.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models.expressions import RawSQL

from search.models import IndexedText

from .base import TITLE_WEIGHT, Engine, Hits
from .plans import Phrase, Plan

# ruff: noqa: S608 - only the names of our own tables are put into statements; what a reader typed is a parameter.
TABLE = IndexedText._meta.db_table

#: Which vector answers for which columns, and the weight label that keeps to one column of it.
_VECTORS = {"title": ("text_vector", "A"), "body": ("text_vector", "D"), "autocomplete": ("typing_vector", "")}
_STRUCTURES = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS text_vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, body), 'D')) STORED",
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS typing_vector tsvector GENERATED ALWAYS AS ("
    "to_tsvector('simple'::regconfig, autocomplete)) STORED",
    f"CREATE INDEX IF NOT EXISTS search_text_vector ON {TABLE} USING gin (text_vector)",
    f"CREATE INDEX IF NOT EXISTS search_typing_vector ON {TABLE} USING gin (typing_vector)",
)
#: Labels D, C, B, A: a title counts TITLE_WEIGHT times a body.
_WEIGHTS = [1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1.0]
# Normalised (1) by the logarithm of the length, or long documents would always win.
_MATCH = (
    f"SELECT object_id, ts_rank(%s::float4[], {{vector}}, query, 1)::float8 AS score "
    f"FROM {TABLE}, to_tsquery('simple', %s) query "
    "WHERE {vector} @@ query AND content_type_id = ANY(%s) ORDER BY score DESC, id DESC"
)
_FREQUENCIES = (
    f"SELECT word, (SELECT count(*) FROM {TABLE} WHERE text_vector @@ to_tsquery('simple', quote_literal(word))) "
    "FROM unnest(%s::text[]) word"
)


class PostgresEngine(Engine):
    """``tsvector`` and ``ts_rank``."""

    def prepare(self) -> None:
        """Add the generated columns and their indexes; PostgreSQL drops them with the table by itself."""
        if not self.table_exists(TABLE):
            return
        with self.connection.cursor() as cursor:
            columns = self.connection.introspection.get_table_description(cursor, TABLE)
            if {"text_vector", "typing_vector"} <= {column.name for column in columns}:
                return
            for statement in _STRUCTURES:
                cursor.execute(statement)

    def optimise(self) -> None:
        """Refresh what the planner knows of the table."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {TABLE}")

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`."""
        vector, label = _VECTORS[columns[0]]
        if len(columns) > 1:
            label = ""
        parameters = [_WEIGHTS, _expression(plan, label), sorted(content_types)]
        found = self.rows(_MATCH.format(vector=vector), parameters)
        return [(object_id, score) for object_id, score in found]

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`."""
        return dict(self.rows(_FREQUENCIES, [sorted(words)]))

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return RawSQL("SELECT unnest(%s)", [list(ids)])


def _expression(plan: Plan, label: str) -> str:
    clauses = ("(" + " | ".join(_phrase(phrase, label) for phrase in clause) + ")" for clause in plan.clauses)
    return (" & " if plan.every else " | ").join(clauses)


def _phrase(phrase: Phrase, label: str) -> str:
    last = len(phrase.words) - 1
    # Words are letters and digits only, so a quote can never end the string early.
    return " <-> ".join(
        f"'{word}'" + (f":{'*' if phrase.open_ended and place == last else ''}{label}").rstrip(":")
        for place, word in enumerate(phrase.words)
    )
