"""Full text on SQLite: FTS5 tables over FoldedText, one pass a query."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.models import FoldedText, IndexedText

from . import sampling
from .base import TEXT, TITLE_WEIGHT, TYPING, Engine, Hits, Ranking
from .plans import Branch, Clause, Phrase, Plan

# ruff: noqa: S608, S610, S611 - only the names of our own tables are put into statements; what was typed is a parameter.
ROWS = IndexedText._meta.db_table
TEXTS = FoldedText._meta.db_table
FTS = "search_fts"
#: Titles still being typed have an index of their own, where a beginning is looked up among few words.
TYPING_FTS = "search_fts_typing"
VOCABULARY = "search_fts_words"

# Letters and digits arrive folded and separated by blanks: the ascii tokenizer splits exactly there and keeps all
# else as it is.
_TEXTS = f"content='{TEXTS}', content_rowid='entry_id', tokenize='ascii'"
_STRUCTURES = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5(title, body, {_TEXTS})",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TYPING_FTS} USING fts5(autocomplete, prefix='1 2 3', {_TEXTS})",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {VOCABULARY} USING fts5vocab({FTS}, 'row')",
)
_ADD = (
    f"INSERT INTO {FTS}(rowid, title, body) VALUES (new.entry_id, new.title, new.body); "
    f"INSERT INTO {TYPING_FTS}(rowid, autocomplete) VALUES (new.entry_id, new.autocomplete);"
)
_REMOVE = (
    f"INSERT INTO {FTS}({FTS}, rowid, title, body) VALUES ('delete', old.entry_id, old.title, old.body); "
    f"INSERT INTO {TYPING_FTS}({TYPING_FTS}, rowid, autocomplete) VALUES ('delete', old.entry_id, old.autocomplete);"
)
# An external-content table must be told the old words to forget them, which only a trigger can do for every way a row
# goes.
_TRIGGERS = (
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_insert AFTER INSERT ON {TEXTS} BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_delete AFTER DELETE ON {TEXTS} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_update AFTER UPDATE ON {TEXTS} BEGIN {_REMOVE} {_ADD} END",
)
_MATCH = (
    f"SELECT entry.object_id, {{score}} AS score FROM {{fts}} JOIN {ROWS} entry ON entry.id = {{fts}}.rowid "
    "WHERE {fts} MATCH %s AND entry.content_type_id IN (SELECT value FROM json_each(%s)) "
    "ORDER BY score DESC, entry.id DESC"
)
_SCORES = {FTS: f"-bm25({FTS}, {TITLE_WEIGHT}, 1.0)", TYPING_FTS: f"-bm25({TYPING_FTS})"}
#: More matches than this are not all scored.
POOL = 10_000
#: The rarer parts of a question are those that together stand in about this part of its matches.
RARE_SHARE = 0.1
#: Parts of a question that are looked at for it.
LOOKED_AT = 50
_LAST_OF_POOL = f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s ORDER BY rowid DESC LIMIT 1 OFFSET %s"
_NEWEST = f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s ORDER BY rowid DESC LIMIT %s"
_HELD = (
    f"SELECT part.key, (SELECT count(*) FROM {FTS} WHERE {FTS} MATCH part.value AND rowid >= %s) "
    "FROM json_each(%s) part"
)
# The pluses keep SQLite from looking up row by row what one pass finds.
_NOT_IN = f"+{FTS}.rowid NOT IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s)"
_NEWEST_OR_IN = (
    f"(+{FTS}.rowid >= %s OR +{FTS}.rowid IN "
    f"(SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s ORDER BY rowid DESC LIMIT %s))"
)
#: The columns of each FTS5 table.
_WHOLE = (TEXT, TYPING)
#: The number of all rows comes along, as the frequency of no word.
_FREQUENCIES = (
    f"SELECT term, doc FROM {VOCABULARY} WHERE term IN (SELECT value FROM json_each(%s)) "
    f"UNION ALL SELECT '', (SELECT count(*) FROM {ROWS})"
)


@dataclass(frozen=True)
class _Pool:
    """Matches to be scored: the words that score them, a condition on their rows, and one on all the other rows."""

    expression: str
    condition: str = "1"
    parameters: tuple[Any, ...] = ()
    others: str = ""
    others_parameters: tuple[Any, ...] = ()


class SQLiteEngine(Engine):
    """FTS5 with its own BM25."""

    def prepare(self) -> None:
        """Make the FTS5 tables, the vocabulary and the triggers; fill new tables from the rows already there."""
        with self.connection.cursor() as cursor:
            if not self.table_exists(TEXTS):
                for name in (VOCABULARY, TYPING_FTS, FTS):
                    cursor.execute(f"DROP TABLE IF EXISTS {name}")
                return
            new = [name for name in (FTS, TYPING_FTS) if not self.table_exists(name)]
            for statement in (*_STRUCTURES, *_TRIGGERS):
                cursor.execute(statement)
            for name in new:
                cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")

    def spare(self) -> None:
        """See :meth:`Engine.spare`: copy pages of the file one by one, rather than have all of it mapped in the end."""
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")

    def optimise(self) -> None:
        """Merge the segments of each index into one."""
        sampling.forget(self)
        with self.connection.cursor() as cursor:
            for name in (FTS, TYPING_FTS):
                cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`: one statement, ranked by BM25 over every phrase of the plan."""
        fts = _table(columns)
        statement = _MATCH.format(fts=fts, score=_SCORES[fts])
        found = self.rows(statement, [_expression(plan, columns, ranked=True), json.dumps(sorted(content_types))])
        return [(object_id, score) for object_id, score in found]

    def answering(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str]) -> QuerySet[IndexedText]:
        """See :meth:`Engine.answering`: FTS5 finds, each row found is looked up by its key."""
        return _joined(rows, columns, _expression(plan, columns, ranked=False))

    def ranked(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str], stop: int) -> Ranking:
        """See :meth:`Engine.ranked`; of very many matches, those outside :meth:`_pool` come last, the newest first.

        Most of the best are usually wanted, so the best of all are ranked without a look at ``rows``, which costs half;
        only when too few of them are wanted, every match is held against ``rows`` first.
        """
        fts, pool = _table(columns), self._pool(plan, columns)
        best = self.rows(
            f"SELECT rowid, {_SCORES[fts]} AS score FROM {fts} WHERE {fts} MATCH %s AND {pool.condition} "
            "ORDER BY score DESC, rowid DESC LIMIT %s",
            [pool.expression, *pool.parameters, 2 * stop],
        )
        wanted = set(rows.filter(pk__in=self.one_of([pk for pk, _score in best])).values_list("pk", flat=True))
        ranking = [(pk, score) for pk, score in best if pk in wanted][:stop]
        if len(ranking) < stop and len(best) == 2 * stop:
            held = _joined(rows, columns, pool.expression).extra(where=[pool.condition], params=pool.parameters)
            scored = held.annotate(score=RawSQL(_SCORES[fts], [])).order_by("-score", "-pk")
            ranking = list(scored.values_list("pk", "score")[:stop])
        if len(ranking) < stop and pool.others:
            others = self.answering(rows, plan, columns).extra(where=[pool.others], params=pool.others_parameters)
            rest = others.order_by("-pk").values_list("pk", flat=True)[: stop - len(ranking)]
            ranking += [(pk, 0.0) for pk in rest]
        return ranking

    def newest(self, plan: Plan, most: int) -> list[int]:
        """See :meth:`Engine.newest`: FTS5 finds in this order, so it stops after so many."""
        return [pk for (pk,) in self.rows(_NEWEST, [_expression(plan, TEXT, ranked=False), most])]

    def _pool(self, plan: Plan, columns: Sequence[str]) -> _Pool:
        """Return which matches are scored: up to ``POOL`` all, as scoring one costs ten times as much as finding it.

        Of more, the newest and, however old, those in a title; of a question's, those that hold its rarer parts.
        """
        everything = _Pool(_expression(plan, columns, ranked=True))
        if tuple(columns) != TEXT or self.size() <= POOL:
            return everything
        last = self.rows(_LAST_OF_POOL, [_expression(plan, columns, ranked=False), POOL])
        if not last:
            return everything
        newest: int = last[0][0]
        clauses = [clause for branch in plan.branches if not branch.every for clause in branch.clauses]
        if not clauses:
            titled = _expression(plan, TEXT[:1], ranked=False)
            parameters = (newest, titled, 2 * POOL)
            return _Pool(everything.expression, _NEWEST_OR_IN, parameters, f"NOT {_NEWEST_OR_IN}", parameters)
        rarer = Plan((Branch(self._rarest(clauses, newest), every=False),), plan.excluded)
        without = (_expression(rarer, columns, ranked=False),)
        return _Pool(_expression(rarer, columns, ranked=True), others=_NOT_IN, others_parameters=without)

    def _rarest(self, clauses: Sequence[Clause], newest: int) -> tuple[Clause, ...]:
        """Return those parts of a question's ``clauses`` that few of its newest matches hold, at least one of them."""
        pairs = [Clause((phrase,)) for clause in clauses for phrase in clause.lifting if len(phrase.words) > 1]
        some = [*clauses, *pairs][:LOOKED_AT]
        parts = json.dumps([_clause(clause, ranked=False) for clause in some])
        counted = sorted(((held, some[place]) for place, held in self.rows(_HELD, [newest, parts])), key=itemgetter(0))
        together = accumulate(number for number, _clause in counted)
        rare = [clause for (_number, clause), sum_ in zip(counted, together, strict=True) if sum_ <= POOL * RARE_SHARE]
        return tuple(rare or [counted[0][1]])

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`; :meth:`size` is known afterwards as well."""
        found = dict(self.rows(_FREQUENCIES, [json.dumps(sorted(words))]))
        self._size = found.pop("")
        return found

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])


def _table(columns: Sequence[str]) -> str:
    return TYPING_FTS if tuple(columns) == TYPING else FTS


def _joined(rows: QuerySet[IndexedText], columns: Sequence[str], expression: str) -> QuerySet[IndexedText]:
    fts = _table(columns)
    return rows.extra(tables=[fts], where=[f"{fts}.rowid = {ROWS}.id", f"{fts} MATCH %s"], params=[expression])


def _expression(plan: Plan, columns: Sequence[str], ranked: bool) -> str:
    """The plan in FTS5's language; only a ranking needs the phrases that lift."""
    wanted = " OR ".join(f"({_branch(branch, ranked)})" for branch in plan.branches)
    # Keeping to a column makes FTS5 sort the places of every word by columns; all columns need no keeping to.
    expression = f"({wanted})" if tuple(columns) in _WHOLE else f"{{{' '.join(columns)}}} : ({wanted})"
    if plan.excluded:
        expression = f"({expression}) NOT ({' OR '.join(map(_phrase, plan.excluded))})"
    return expression


def _branch(branch: Branch, ranked: bool) -> str:
    return (" AND " if branch.every else " OR ").join(f"({_clause(clause, ranked)})" for clause in branch.clauses)


def _clause(clause: Clause, ranked: bool) -> str:
    return " OR ".join(map(_phrase, (*clause.phrases, *clause.lifting) if ranked else clause.phrases))


def _phrase(phrase: Phrase) -> str:
    # Words are letters and digits only, so a quote can never end the string early.
    return '"' + " ".join(phrase.words) + '"' + (" *" if phrase.open_ended else "")
