"""What a search engine must be able to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.models import IndexedText

from . import sampling
from .plans import Plan

#: Object id and score, best first; a higher score is better.
Hits = list[tuple[str, float]]
#: The primary key of an :class:`~search.models.IndexedText` and its score, best first.
Ranking = list[tuple[int, float]]

#: The columns of :class:`~search.models.FoldedText` that readers search, and the one for words still being typed.
TEXT = ("title", "body")
TYPING = ("autocomplete",)

#: A hit in a title counts as this many in a body.
TITLE_WEIGHT = 5.0


#: So many of the newest matches are looked at where some are wanted that may be read.
NEWEST = 1000


class Engine(ABC):
    """The full-text side of the index, over the rows of :mod:`search.models` in one database."""

    #: Whether another engine answered than the one that the settings name.
    degraded = False
    #: How many of its best are weighed again (:mod:`search.engines.reranking`); those after them keep its own order.
    candidates = 100

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self._known: dict[str, int] = {}
        self._size: int | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Make the full-text structures where they are missing, drop them where their table is gone. Idempotent."""

    def spare(self) -> None:  # noqa: B027 - most engines have nothing to do
        """Use little memory on this connection from now on, for work that goes through everything."""

    @abstractmethod
    def optimise(self) -> None:
        """Tidy the structures after a rebuild."""

    @abstractmethod
    def match(self, plan: Plan, columns: Sequence[str], content_types: Collection[int]) -> Hits:
        """Return the objects of ``content_types`` that answer ``plan`` in ``columns`` (title, body or autocomplete)."""

    @abstractmethod
    def answering(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str]) -> QuerySet[IndexedText]:
        """Return those of ``rows`` that answer ``plan`` in ``columns``, in no order."""

    @abstractmethod
    def ranked(self, rows: QuerySet[IndexedText], plan: Plan, columns: Sequence[str], stop: int) -> Ranking:
        """Return the best ``stop`` of ``rows`` that answer ``plan`` in ``columns``, by the engine's own measure.

        Of equals the younger row comes first. :mod:`search.engines.reranking` weighs the first of them again.
        """

    @abstractmethod
    def newest(self, plan: Plan, most: int) -> list[int]:
        """Return the keys of the newest ``most`` rows that answer ``plan`` in TEXT, whoever may read them."""

    def some(self, rows: QuerySet[IndexedText], plan: Plan, most: int) -> Ranking:
        """Return the newest of ``rows`` that answer ``plan`` in TEXT, without a score: much sooner found than the best.

        At most ``most``; fewer where few of the newest that answer are among ``rows``.
        """
        newest = self.newest(plan, NEWEST)
        if not newest:
            return []
        asked = [rows.filter(pk__in=self.one_of(newest))]
        if len(newest) == NEWEST:
            asked.append(self.answering(rows, plan, TEXT))
        for some in asked:
            if found := list(some.order_by("-pk").values_list("pk", flat=True)[:most]):
                return [(pk, 0.0) for pk in found]
        return []

    @abstractmethod
    def frequencies(self, words: Collection[str]) -> dict[str, int]:
        """Return in how many rows each folded word stands; a word that stands nowhere may be left out.

        Only ranks come from here, so a very common word may be estimated.
        """

    def commonness(self, words: Collection[str]) -> dict[str, int]:
        """Return the :meth:`frequencies` of all ``words``, of the common ones as a sample of the texts has them.

        An engine lives for one search, and counts a word once.
        """
        new = set(words) - self._known.keys()
        if new:
            shares = sampling.known_shares(self) or {}
            rare = new - shares.keys()
            # Counting rare words tells the size as well.
            counted = self.frequencies(rare) if rare else {}
            common = {word: round(shares[word] * self.size()) for word in new - rare}
            self._known |= dict.fromkeys(rare, 0) | counted | common
        return {word: self._known[word] for word in words}

    def size(self) -> int:
        """Return how many rows are indexed; counted once, since every search has an engine of its own."""
        if self._size is None:
            self._size = IndexedText.objects.using(self.connection.alias).count()
        return self._size

    @abstractmethod
    def one_of(self, ids: Sequence[Any]) -> RawSQL:
        """Return a subquery of ``ids`` that takes one parameter however many there are."""

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run ``sql`` and return all its rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    def table_exists(self, name: str) -> bool:
        """Say whether the database has a table called ``name``."""
        with self.connection.cursor() as cursor:
            return name in self.connection.introspection.table_names(cursor)
