"""Full text on PostgreSQL: generated ``tsvector`` columns in the ``simple`` configuration, each with its GIN index.

The text arrives folded, so neither ``unaccent`` nor any other extension is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from math import log
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.models import FoldedText, IndexedText

from . import sampling
from .base import TEXT, TITLE_WEIGHT, TYPING, Engine, Hits, Ranking
from .plans import Branch, Clause, Phrase, Plan
from .reranking import terms_of

# ruff: noqa: S608, S611 - only the names of our own tables are put into statements; what a reader typed is a parameter.
ROWS = IndexedText._meta.db_table
TEXTS = FoldedText._meta.db_table

#: Which vector answers for which columns, and the weight label that keeps to one column of it.
_VECTORS = {"title": ("text_vector", "A"), "body": ("text_vector", "D"), "autocomplete": ("typing_vector", "")}
_COLUMNS = {
    "text_vector": "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, body), 'D')",
    "title_vector": "to_tsvector('simple'::regconfig, title)",
    "typing_vector": "to_tsvector('simple'::regconfig, autocomplete)",
}
#: Bytes of a row that stay in the table: no texts, so that many rows found share a block.
_NARROW = 128
#: Every search reads through what waits to be put into an index (kilobytes), so little may wait.
_PENDING = "(gin_pending_list_limit = 256)"
#: Labels D, C, B, A: a title counts TITLE_WEIGHT times a body.
_WEIGHTS = [1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1 / TITLE_WEIGHT, 1.0]
# Normalised (1) by the logarithm of the length, or long documents would always win.
_MATCH = (
    f"SELECT object_id, ts_rank(%s::float4[], {{vector}}, query, 1)::float8 AS score "
    f"FROM {TEXTS} JOIN {ROWS} entry ON entry.id = entry_id, to_tsquery('simple', %s) query "
    "WHERE {vector} @@ query AND content_type_id = ANY(%s) ORDER BY score DESC, entry.id DESC"
)
# The planner takes reading a vector for as cheap as comparing a number and would rather read them all than use the
# index, which is fifty times as fast; only in a function can it be told otherwise.
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION search_in_{vector}(query tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2000 "
    f"SET enable_seqscan = off AS $$ SELECT entry_id FROM {TEXTS} WHERE {{vector}} @@ query $$"
)
_FOUND = "SELECT * FROM search_in_{vector}(to_tsquery('simple', %s))"
_ONE_OF = "SELECT unnest(%s::bigint[])"
# A vector of a whole text is slow to read, so the coarse rank reads none: for a single word the GIN index alone knows
# who holds it. Each word adds its rarity, in a title as often as a title weighs.
_COARSE = (
    "WITH word AS MATERIALIZED (SELECT * FROM unnest(%s::text[], %s::float8[], %s::bool[]) word(word, rarity, tells)), "
    "held AS (SELECT entry_id, rarity FROM word, "
    "search_in_text_vector(to_tsquery('simple', quote_literal(word))) entry_id WHERE tells "
    f"UNION ALL SELECT entry_id, {TITLE_WEIGHT} * rarity FROM word, "
    "search_in_title_vector(to_tsquery('simple', quote_literal(word))) entry_id), "
    "coarse AS (SELECT entry_id, sum(rarity) AS score FROM held GROUP BY entry_id) "
    "SELECT id, coalesce(score, 0) AS score FROM unnest(%s::bigint[]) found(id) LEFT JOIN coarse ON entry_id = id "
    "ORDER BY 2 DESC, 1 DESC LIMIT %s"
)
#: Of those that may be read, in the order of the coarse rank, the first few are looked at for words in a row. The last
#: column says how many of all that were given may be read.
_ALLOWED = (
    "SELECT id, score + {in_a_row} AS score, number FROM ("
    "SELECT id, score, number, {vector} AS vector FROM ("
    "SELECT id, score, count(*) OVER () AS number FROM unnest(%s::bigint[], %s::float8[]) given(id, score) "
    "WHERE id IN ({allowed}) ORDER BY 2 DESC, 1 DESC LIMIT %s) best "
    f"JOIN {TEXTS} ON entry_id = id OFFSET 0) read ORDER BY 2 DESC, 1 DESC LIMIT %s"
)
#: A long vector is unpacked anew for each question put to it, unless it has been put together here.
_UNPACKED = "text_vector || ''::tsvector"
_IN_A_ROW = "(vector @@ %s::tsquery)::int * %s::float8"
#: How many of the coarse best are looked at for words in a row.
_LOOKED_AT = 1000
_TYPING_SCORE = (
    f"(SELECT ts_rank(typing_vector, to_tsquery('simple', %s), 1)::float8 FROM {TEXTS} WHERE entry_id = {ROWS}.id)"
)
_FREQUENCIES = (
    f"SELECT word, (SELECT count(*) FROM {TEXTS} WHERE text_vector @@ to_tsquery('simple', quote_literal(word))) "
    f"FROM unnest(%s::text[]) asked(word) UNION ALL SELECT NULL, count(*) FROM {ROWS}"
)


class PostgresEngine(Engine):
    """``tsvector`` and ``ts_rank``."""

    #: Its own measure knows no lengths and counts no repetitions, so more of its best are weighed.
    candidates = 300

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        #: What was found, for the count and then the rank: finding it twice would take longer.
        self._found: dict[tuple[str, str], list[int]] = {}

    def prepare(self) -> None:
        """Add the columns with their indexes, which go with their table, and the functions that read them."""
        if not self.table_exists(TEXTS):
            with self.connection.cursor() as cursor:
                for name in _COLUMNS:
                    cursor.execute(f"DROP FUNCTION IF EXISTS search_in_{name}")
            return
        with self.connection.cursor() as cursor:
            present = {column.name for column in self.connection.introspection.get_table_description(cursor, TEXTS)}
            for name, value in _COLUMNS.items():
                if name in present:
                    continue
                cursor.execute(f"ALTER TABLE {TEXTS} SET (toast_tuple_target = {_NARROW})")
                cursor.execute(f"ALTER TABLE {TEXTS} ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({value}) STORED")
                cursor.execute(f"CREATE INDEX search_{name} ON {TEXTS} USING gin ({name}) WITH {_PENDING}")
            for name in _COLUMNS:
                cursor.execute(_FUNCTION.format(vector=name))

    def optimise(self) -> None:
        """Refresh what the planner knows of the tables, and sort in what waits to be put into the indexes."""
        sampling.forget(self)
        with self.connection.cursor() as cursor:
            for name in _COLUMNS:
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"search_{name}"])
            cursor.execute(f"ANALYZE {ROWS}, {TEXTS}")

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`."""
        vector, label = _vector(columns)
        parameters = [_WEIGHTS, _expression(plan, label, ranked=True), sorted(content_types)]
        found = self.rows(_MATCH.format(vector=vector), parameters)
        return [(object_id, score) for object_id, score in found]

    def answering(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str]) -> QuerySet[IndexedText]:
        """See :meth:`Engine.answering`."""
        return rows.filter(pk__in=RawSQL(_ONE_OF, [self._matches(plan, columns)]))

    def ranked(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str], stop: int) -> Ranking:
        """See :meth:`Engine.ranked`: by the rarity of the words held, then by whether they stand in a row.

        As on SQLite the best of all are held against ``rows``, and all only where too few of those are wanted.
        """
        if tuple(columns) == TYPING:
            return self._by_title(rows, plan, stop)
        looked_at = max(_LOOKED_AT, stop)
        found = self._matches(plan, columns)
        if not found:
            return []
        best = self._coarse(plan, found, 2 * looked_at)
        ranking, allowed = self._allowed(rows, plan, best, looked_at, stop)
        if allowed < looked_at and len(found) > len(best):
            every = self.answering(rows, plan, columns).order_by().values_list("pk", flat=True)
            ranking, _all = self._allowed(rows, plan, self._coarse(plan, list(every), looked_at), looked_at, stop)
        return ranking

    def newest(self, plan: Plan, most: int) -> list[int]:
        """See :meth:`Engine.newest`."""
        return sorted(self._matches(plan, TEXT), reverse=True)[:most]

    def _allowed(
        self, rows: QuerySet[IndexedText], plan: Plan, best: Ranking, looked_at: int, stop: int
    ) -> tuple[Ranking, int]:
        """Return those of ``best`` that are among ``rows``, words in a row first, and how many of ``best`` are."""
        if not best:
            return [], 0
        keys, scores = [pk for pk, _score in best], [score for _pk, score in best]
        among = rows.filter(pk__in=self.one_of(keys)).order_by().values("pk")
        allowed, parameters = among.query.sql_with_params()
        pairs = self._pairs(plan)
        in_a_row = " + ".join([_IN_A_ROW] * len(pairs)) or "0"
        statement = _ALLOWED.format(in_a_row=in_a_row, vector=_UNPACKED if pairs else "NULL", allowed=allowed)
        given = [*chain.from_iterable(pairs), keys, scores, *parameters, looked_at, stop]
        ranking = self.rows(statement, given)
        return [(pk, float(score)) for pk, score, _number in ranking], ranking[0][2] if ranking else 0

    def _pairs(self, plan: Plan) -> list[tuple[str, float]]:
        """Return what may stand in a row of ``plan``, each with its rarity; nothing of which a word stands nowhere."""
        standing = self.commonness({phrase.words[0] for phrase in plan.phrases() if len(phrase.words) == 1})
        pairs = [
            phrase
            for phrase in plan.phrases()
            if len(phrase.words) > 1 and all(standing.get(word, 1) for word in phrase.words)
        ]
        shares = sampling.shares(self)
        known = (shares.get(" ".join(pair.words), sampling.LEAST_SHARE) for pair in pairs)
        return [(_phrase(pair, ""), log(1 + 1 / share)) for pair, share in zip(pairs, known, strict=True)]

    def _coarse(self, plan: Plan, found: list[int], stop: int) -> Ranking:
        """Return the best ``stop`` of ``found`` by the rarity of the words that they hold."""
        weights = {phrase.words[0]: weight for phrase, weight in terms_of(plan).items() if len(phrase.words) == 1}
        words = sorted(weights)
        known, total = self.commonness(words), self.size()
        rarities = [weights[word] * log(1 + (total + 0.5) / (known.get(word, 0) + 0.5)) for word in words]
        everywhere = _held_by_all(plan)
        tells = [word not in everywhere for word in words]
        return self.rows(_COARSE, [words, rarities, tells, found, stop])

    def _matches(self, plan: Plan, columns: Sequence[str]) -> list[int]:
        """Return the keys of all rows that answer ``plan``, whoever may read them."""
        vector, label = _vector(columns)
        statement, (words, *rest) = _FOUND.format(vector=vector), _apart(plan)
        expression = _expression(words, label, ranked=False)
        known = (vector, _expression(plan, label, ranked=False))
        if known not in self._found:
            besides = [f"({_expression(phrases, label, ranked=False)}) & !({expression})" for phrases in rest]
            asked = [expression, *besides]
            self._found[known] = [pk for (pk,) in self.rows(" UNION ALL ".join([statement] * len(asked)), asked)]
        return self._found[known]

    def _by_title(self, rows: QuerySet[IndexedText], plan: Plan, stop: int) -> Ranking:
        """Titles are short enough to be read one by one, the newest that go on so."""
        score = RawSQL(_TYPING_SCORE, [_expression(plan, "", ranked=True)])
        newest = self.answering(rows, plan, TYPING).order_by("-pk").values("pk")[: max(_LOOKED_AT, stop)]
        found = IndexedText.objects.filter(pk__in=newest).annotate(score=score).order_by("-score", "-pk")
        return [(pk, float(value)) for pk, value in found.values_list("pk", "score")[:stop]]

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`; :meth:`size` is known afterwards as well."""
        counted = dict(self.rows(_FREQUENCIES, [sorted(words)]))
        self._size = counted.pop(None)
        return counted

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return RawSQL("SELECT unnest(%s)", [list(ids)])


def _apart(plan: Plan) -> list[Plan]:
    """Return ``plan``, or two plans that together stand for a question: its single words, and its phrases.

    For a phrase PostgreSQL must read the text; for what a single word has found already it need not.
    """
    if len(plan.branches) != 1 or plan.branches[0].every or plan.excluded:
        return [plan]
    words: list[Clause] = []
    phrases: list[Clause] = []
    for clause in plan.branches[0].clauses:
        (phrases if any(len(phrase.words) > 1 for phrase in clause.phrases) else words).append(clause)
    return [Plan((Branch(tuple(part), every=False),)) for part in (words, phrases)] if words and phrases else [plan]


def _held_by_all(plan: Plan) -> set[str]:
    """The words that every match of ``plan`` holds, which therefore say nothing of its rank."""
    if len(plan.branches) != 1 or not plan.branches[0].every:
        return set()
    only = [clause.phrases[0] for clause in plan.branches[0].clauses if len(clause.phrases) == 1]
    return {word for phrase in only if not phrase.open_ended for word in phrase.words}


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
