"""Finding what a reader may read: one question, its answer with true counts.

``search.suggesting.suggest`` answers while the reader still types. Both ask every source at every search what the
reader may read (:mod:`search.sources`), so nothing else is found, counted, suggested or shown in an excerpt.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from django.db.models import F
from django.http import HttpRequest
from django.utils.safestring import SafeString

from . import sources, synonyms
from .engines import reading_engine
from .engines.base import TEXT, Ranking
from .engines.planning import is_loose, plan_query
from .engines.reranking import best, newest
from .engines.telling import common, note
from .facets import FACETS, Filters, tally
from .highlight import highlighted, passage
from .models import IndexedText
from .reading import items_of
from .spelling import respell

Sort = Literal["relevance", "date"]


@dataclass(frozen=True)
class Question:
    """What a reader asks: words with operators, and what each facet is narrowed to.

    ``text`` may hold "phrases in quotes", ``-exclusions``, ``OR`` (or ``HOẶC``) between alternatives, and ``prefix*``.
    ``units`` are numbers, ``sections`` codes. Values that nothing has find nothing.
    """

    text: str
    kinds: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    sort: Sort = "relevance"

    @property
    def filters(self) -> Filters:
        """What the facets are narrowed to."""
        return Filters(self.kinds, self.units, self.sections, self.years)


@dataclass(frozen=True)
class Hit:
    """Something found: the object as its source gives it, its facts, its title and best passage with ``<mark>``.

    ``place`` says in which place of the object the passage stands, where its source knows: the page of a file.
    """

    item: Any
    kind: str
    unit: int | None
    sections: tuple[str, ...]
    date: datetime | None
    title: SafeString
    excerpt: SafeString
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """The answer to a question.

    ``facets`` holds, for each of "kinds", "units", "sections" and "years", its values with the number of results each
    would leave with the other filters as they are; ``sources.labels_of`` names them. ``spelling`` is what was searched
    instead, where nothing was found as typed; ``partly`` says that no result holds all the words, and those shown hold
    some. ``degraded`` says that a simpler engine answered than the one set.
    """

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[tuple[Any, int]]] = field(default_factory=lambda: {facet: [] for facet in FACETS})
    spelling: str | None = None
    degraded: bool = False
    partly: bool = False


def find(request: HttpRequest, question: Question, start: int = 0, stop: int = 20) -> Finding:
    """Return what the reader of ``request`` may read that answers ``question``, results ``start`` to ``stop``.

    Never raises, whatever the text. The number of queries depends on how many sources the page of results comes from,
    not on how much is found.
    """
    part = range(max(0, start), max(0, stop))
    found = _find(request, question, part)
    if found.total or any(found.facets.values()):
        return found
    spelling = respell(request, question.text)
    if spelling is not None:
        return replace(_find(request, replace(question, text=spelling), part), spelling=spelling)
    return replace(_find(request, question, part, loosely=True), partly=True) if is_loose(question.text) else found


def _find(request: HttpRequest, question: Question, part: range, loosely: bool = False) -> Finding:
    engine = reading_engine()
    note(engine, question.text)
    plan = plan_query(question.text, common(engine), synonyms.groups(), loosely=loosely)
    if plan is None:
        return Finding()
    readable = sources.readable_rows(request)
    counted = tally(engine.answering(readable, plan, TEXT), question.filters)
    if counted.total <= part.start or not part:
        return Finding(counted.total, facets=counted.facets, degraded=engine.degraded)
    rows = readable.filter(question.filters.condition())
    ranking = best(engine, rows, plan, part) if question.sort == "relevance" else newest(engine, rows, plan, part)
    hits = _hits(request, ranking, question.text)
    return Finding(counted.total, hits, counted.facets, degraded=engine.degraded)


def _hits(request: HttpRequest, ranking: Ranking, text: str) -> list[Hit]:
    rows = IndexedText.objects.annotate(original=F("texts__original")).in_bulk([pk for pk, _score in ranking])
    items = items_of(request, list(rows.values()))
    return [_hit(rows[pk], items[pk], text) for pk, _score in ranking if pk in items]


def _hit(row: Any, item: Any, text: str) -> Hit:
    shown, start = passage(row.original or "", text)
    source = sources.source_of(type(item))
    return Hit(
        item=item,
        kind=row.kind,
        unit=row.unit,
        sections=tuple(row.sections.split()),
        date=row.date,
        title=highlighted(str(item), text),
        excerpt=shown,
        place=source.place(item, start) if source and source.place else "",
    )
