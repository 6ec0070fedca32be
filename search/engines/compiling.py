"""Carrying out Wagtail's search queries: plans for the words, set algebra for and, or, not."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends.base import BaseSearchQueryCompiler, SearchFieldError
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from search.engines import reading_engine

from .base import TEXT, TYPING
from .planning import MAX_CHUNKS_FOR_ALL, chunk_count, plan_all, plan_any, plan_phrase, plan_typing
from .plans import Plan
from .telling import common


@dataclass(frozen=True)
class Answer:
    """The objects that answer a query with their scores; or, with ``inverted``, all objects but these."""

    scores: dict[str, float] = field(default_factory=dict)
    inverted: bool = False

    def __invert__(self) -> "Answer":
        return Answer(self.scores, not self.inverted)

    def __and__(self, other: "Answer") -> "Answer":
        if self.inverted and other.inverted:
            return Answer(self.scores | other.scores, inverted=True)
        if self.inverted:
            return other & self
        if other.inverted:
            return Answer({key: score for key, score in self.scores.items() if key not in other.scores})
        return Answer({key: score + other.scores[key] for key, score in self.scores.items() if key in other.scores})

    def __or__(self, other: "Answer") -> "Answer":
        if self.inverted or other.inverted:
            return ~(~self & ~other)
        keys = self.scores | other.scores
        return Answer({key: self.scores.get(key, 0.0) + other.scores.get(key, 0.0) for key in keys})


class QueryCompiler(BaseSearchQueryCompiler):
    """Finds and ranks the objects of a queryset that answer a query.

    Without an operator a query of a few chunks must be found whole and a longer one is taken for a question. Any
    filter and order of the queryset will do, for the database itself applies them. What was found is kept, so that a
    page and its count search once.
    """

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    def __init__(
        self,
        queryset: QuerySet[Any],
        query: Any,
        fields: Collection[str] | None = None,
        operator: str | None = None,
        order_by_relevance: bool = True,
    ) -> None:
        # An operator may come straight from an address (Wagtail's API), so an unknown one is no reason to fail.
        known = operator.lower() if operator and operator.lower() in PlainText.OPERATORS else None
        if known is None and isinstance(query, str):
            known = self.natural_operator(query)
        super().__init__(queryset, query, fields, known, order_by_relevance)
        self.engine = reading_engine()

    def natural_operator(self, text: str) -> str:
        """Return the operator for a query that came with none."""
        return "and" if chunk_count(text) <= MAX_CHUNKS_FOR_ALL else "or"

    def check(self) -> None:
        """Raise SearchFieldError for a field that is not indexed."""
        allowed = {declared.field_name for declared in self.queryset.model.get_searchable_search_fields()}
        for name in self.fields or ():
            if name not in allowed:
                raise SearchFieldError(
                    f'Cannot search in "{name}": add index.SearchField("{name}") to {self.queryset.model.__name__}.',
                    field_name=name,
                )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns to look in: the index tells titles from the rest, no finer; other ``fields`` mean everything."""
        return ("title",) if self.fields is not None and set(self.fields) == {"title"} else TEXT

    @cached_property
    def answer(self) -> Answer:
        """What the index answers, before the queryset's own filters."""
        return self._answer(self.query)

    @property
    def is_ranked(self) -> bool:
        """Whether results come by relevance; "everything but" has none."""
        return bool(self.order_by_relevance) and not self.answer.inverted

    @cached_property
    def ranked(self) -> list[tuple[Any, float]]:
        """Primary keys and scores of the matching objects of the queryset, best first."""
        allowed = set(self.matching().order_by().values_list("pk", flat=True))
        to_python = self.queryset.model._meta.pk.to_python
        by_score = sorted(self.answer.scores.items(), key=lambda hit: -hit[1])
        ranked = ((to_python(object_id), score) for object_id, score in by_score)
        return [(pk, score) for pk, score in ranked if pk in allowed]

    def matching(self) -> QuerySet[Any]:
        """Return the queryset narrowed to what answers the query, in the queryset's own order, or the newest first."""
        answer = self.answer
        matching: QuerySet[Any] = self.queryset
        if answer.inverted and answer.scores:
            matching = matching.exclude(pk__in=self.one_of(answer.scores))
        elif answer.scores:
            matching = matching.filter(pk__in=self.one_of(answer.scores))
        elif not answer.inverted:
            return matching.none()
        return matching if matching.query.order_by else matching.order_by("-pk")

    def one_of(self, ids: Collection[Any]) -> Any:
        """Return a subquery of the primary keys ``ids``."""
        pk = self.queryset.model._meta.pk
        return self.engine.one_of([pk.get_db_prep_value(pk.to_python(one), self.engine.connection) for one in ids])

    def plan(self, query: PlainText) -> Plan | None:
        """Return the plan for plain words."""
        if query.operator == "and":
            return plan_all(query.query_string)
        return plan_any(query.query_string, *common(self.engine))

    def _answer(self, query: SearchQuery) -> Answer:
        match query:
            case MatchAll():
                answer = Answer(inverted=True)
            case Not():
                answer = ~self._answer(query.subquery)
            case Boost():
                answer = self._answer(query.subquery)
            case And():
                answer = reduce(and_, map(self._answer, query.subqueries), Answer(inverted=True))
            case Or():
                answer = reduce(or_, map(self._answer, query.subqueries), Answer())
            case Phrase():
                answer = self._hits(plan_phrase(query.query_string))
            case Fuzzy():
                answer = self._hits(self.plan(PlainText(query.query_string, operator=query.operator)))
            case PlainText():
                answer = self._hits(self.plan(query))
            case _:
                raise NotImplementedError(f"{type(query).__name__} is no query that the search engine knows.")
        return answer

    def _hits(self, plan: Plan | None) -> Answer:
        if plan is None:
            return Answer()
        types = get_descendants_content_types_pks(self.queryset.model)
        scores: dict[str, float] = {}
        for object_id, score in self.engine.match(plan, self.columns, types):
            scores.setdefault(object_id, score)
        return Answer(scores)


class TypingCompiler(QueryCompiler):
    """Finds objects by words still being typed, in their autocomplete fields: the administration's search boxes."""

    columns = TYPING

    def natural_operator(self, text: str) -> str:
        """Every word counts, however many: people paste whole titles."""
        return "and"

    def plan(self, query: PlainText) -> Plan | None:
        """Return the plan for words of which the last may go on."""
        return plan_typing(query.query_string) if query.operator == "and" else super().plan(query)
