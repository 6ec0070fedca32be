"""Full text on SQLite: an FTS5 table over IndexedText, one pass a query."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models.expressions import RawSQL

from search.models import IndexedText

from .base import TITLE_WEIGHT, Engine, Hits
from .plans import Phrase, Plan

# ruff: noqa: S608 - only the names of our own tables are put into statements; what a reader typed is a parameter.
TABLE = IndexedText._meta.db_table
FTS = "search_fts"
VOCABULARY = "search_fts_words"

# Letters and digits arrive folded and separated by blanks: the ascii tokenizer splits exactly there and keeps all
# else as it is.
_STRUCTURES = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5("
    f"title, body, autocomplete, content='{TABLE}', content_rowid='id', tokenize='ascii')",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {VOCABULARY} USING fts5vocab({FTS}, 'row')",
)
_ADD = f"INSERT INTO {FTS}(rowid, title, body, autocomplete) VALUES (new.id, new.title, new.body, new.autocomplete);"
_REMOVE = (
    f"INSERT INTO {FTS}({FTS}, rowid, title, body, autocomplete) "
    "VALUES ('delete', old.id, old.title, old.body, old.autocomplete);"
)
# An external-content table must be told the old words to forget them, which only a trigger can do for every way a row
# goes.
_TRIGGERS = (
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_insert AFTER INSERT ON {TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_delete AFTER DELETE ON {TABLE} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_update AFTER UPDATE ON {TABLE} BEGIN {_REMOVE} {_ADD} END",
)
_MATCH = (
    f"SELECT entry.object_id, -bm25({FTS}, {TITLE_WEIGHT}, 1.0, 1.0) AS score "
    f"FROM {FTS} JOIN {TABLE} entry ON entry.id = {FTS}.rowid "
    f"WHERE {FTS} MATCH %s AND entry.content_type_id IN (SELECT value FROM json_each(%s)) "
    "ORDER BY score DESC, entry.id DESC"
)
_FREQUENCIES = f"SELECT term, doc FROM {VOCABULARY} WHERE term IN (SELECT value FROM json_each(%s))"


class SQLiteEngine(Engine):
    """FTS5 with its own BM25."""

    def prepare(self) -> None:
        """Make the FTS5 table, its vocabulary and the triggers; fill a new table from the rows already there."""
        with self.connection.cursor() as cursor:
            if not self.table_exists(TABLE):
                cursor.execute(f"DROP TABLE IF EXISTS {VOCABULARY}")
                cursor.execute(f"DROP TABLE IF EXISTS {FTS}")
                return
            is_new = not self.table_exists(FTS)
            for statement in (*_STRUCTURES, *_TRIGGERS):
                cursor.execute(statement)
            if is_new:
                cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")

    def optimise(self) -> None:
        """Merge the segments of the index into one."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('optimize')")

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`: one statement, ranked by BM25 over every phrase of the plan."""
        expression = f"{{{' '.join(columns)}}} : ({_expression(plan)})"
        found = self.rows(_MATCH, [expression, json.dumps(sorted(content_types))])
        return [(object_id, score) for object_id, score in found]

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`."""
        return dict(self.rows(_FREQUENCIES, [json.dumps(sorted(words))]))

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])


def _expression(plan: Plan) -> str:
    clauses = ("(" + " OR ".join(map(_phrase, clause)) + ")" for clause in plan.clauses)
    return (" AND " if plan.every else " OR ").join(clauses)


def _phrase(phrase: Phrase) -> str:
    # Words are letters and digits only, so a quote can never end the string early.
    return '"' + " ".join(phrase.words) + '"' + (" *" if phrase.open_ended else "")
