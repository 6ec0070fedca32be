"""The engine that asks OpenSearch or Elasticsearch, and the database where they cannot answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.engines.base import Engine, Hits, Ranking
from search.engines.plans import Plan
from search.models import IndexedText

from . import watch
from .asking import TooManyError, ask
from .client import EngineError

#: Of how many of the best the database is asked first which a reader may read.
FIRST_LOOK = 200


class OpenSearchEngine(Engine):
    """Finds and ranks by the engine; reads rights, facts and the vocabulary from the database.

    Lives for one question: what it was told it keeps, so that a page and its counts ask once, and ``degraded`` says
    whether the database had to stand in.
    """

    #: It takes a pair for as rare as its words are, however common the pair, so more of its best are weighed.
    candidates = 300

    def __init__(self, database: Engine) -> None:
        super().__init__(database.connection)
        self.database = database
        self._told: dict[tuple[Plan, tuple[str, ...]], Ranking | None] = {}

    def prepare(self) -> None:
        """See :meth:`Engine.prepare`: the database's structures; the engine's are made by a rebuild."""
        self.database.prepare()

    def optimise(self) -> None:
        """See :meth:`Engine.optimise`."""
        self.database.optimise()

    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """See :meth:`Engine.match`."""
        found = self._found(plan, columns)
        if found is None:
            return self.database.match(plan, columns, content_types)
        rows = IndexedText.objects.filter(content_type__in=content_types)
        known = dict(self._among(rows, found).values_list("pk", "object_id"))
        return [(known[entry], score) for entry, score in found if entry in known]

    def answering(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str]) -> QuerySet[IndexedText]:
        """See :meth:`Engine.answering`: whatever the engine says, only ``rows`` are returned."""
        found = self._found(plan, columns)
        if found is None:
            return self.database.answering(rows, plan, columns)
        return self._among(rows, found)

    def ranked(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str], stop: int) -> Ranking:
        """See :meth:`Engine.ranked`."""
        found = self._found(plan, columns)
        if found is None:
            return self.database.ranked(rows, plan, columns, stop)
        best: Ranking = []
        start, size = 0, max(FIRST_LOOK, stop)
        while len(best) < stop and start < len(found):
            some = found[start : start + size]
            allowed = set(self._among(rows, some).order_by().values_list("pk", flat=True))
            best += [one for one in some if one[0] in allowed]
            # Mostly the first look is enough; where a reader may read little of it, few more are.
            start, size = start + size, size * 20
        return best[:stop]

    def newest(self, plan: Plan, most: int) -> list[int]:
        """See :meth:`Engine.newest`: the database's, which need not name all that answer for them."""
        return self.database.newest(plan, most)

    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """See :meth:`Engine.frequencies`: the database's, so that every engine is given the same plan."""
        return self.database.frequencies(words)

    def spare(self) -> None:
        """See :meth:`Engine.spare`."""
        self.database.spare()

    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """See :meth:`Engine.one_of`."""
        return self.database.one_of(ids)

    def _among(self, rows: QuerySet[IndexedText], found: Ranking) -> QuerySet[IndexedText]:
        return rows.filter(pk__in=self.one_of([entry for entry, _score in found])) if found else rows.none()

    def _found(self, plan: Plan, columns: Sequence[str]) -> Ranking | None:
        """What the engine finds, best first; None when the database has to answer."""
        question = (plan, tuple(columns))
        if question not in self._told:
            self._told[question] = self._ask(*question)
        return self._told[question]

    def _ask(self, plan: Plan, columns: tuple[str, ...]) -> Ranking | None:
        if not self.degraded and not watch.is_away() and not watch.is_behind():
            try:
                return ask(plan, columns)
            except TooManyError:
                return None
            except EngineError as error:
                watch.note_away(str(error))
        self.degraded = True
        return None
