"""How well the engine of this database finds, and plain BM25 beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from django.http import HttpRequest
from wagtail.models import Page

from operations import search_sets
from operations.search_sets import Asked, Document, Labelled
from search.finding import Question, find
from search.vietnamese import normalise

TOP = 10
#: From a query to the places of the documents found, best first.
Finder = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Score:
    """Recall among the first ten and mean reciprocal rank there."""

    recall: float
    mrr: float


@dataclass(frozen=True)
class Row:
    """One set in one way of typing: what the engine reaches, and plain BM25."""

    name: str
    engine: Score
    bm25: Score


def typed_ways(labelled: Labelled) -> Iterator[tuple[str, list[Asked]]]:
    """The queries of a set with their marks, with half of them and without."""
    chance = Random(len(labelled.queries))  # noqa: S311 - leaves out marks
    yield "with marks", labelled.queries
    half = [Asked(search_sets.with_half_the_marks(asked.text, chance), asked.wanted) for asked in labelled.queries]
    yield "half the marks", half
    bare = [Asked(search_sets.without_marks(asked.text), asked.wanted) for asked in labelled.queries]
    yield "without marks", bare


def of_set(labelled: Labelled, engine: Finder) -> Iterator[Row]:
    """Score a set in its three ways of typing."""
    plain = plain_bm25(labelled.documents)
    for way, queries in typed_ways(labelled):
        yield Row(f"{labelled.name}, {way}", score(engine, queries), score(plain, queries))


def score(finder: Finder, queries: Sequence[Asked]) -> Score:
    """Score ``finder`` on ``queries``."""
    recall = reciprocal = 0.0
    for asked in queries:
        places = list(finder(asked.text))[:TOP]
        if asked.wanted in places:
            recall += 1
            reciprocal += 1 / (places.index(asked.wanted) + 1)
    return Score(recall / len(queries), reciprocal / len(queries))


def exact_share(finder: Finder, documents: Sequence[Document], queries: Sequence[str]) -> float:
    """The share of the first ten that hold the query with exactly its marks, over all ``queries``."""
    shares = []
    for phrase in queries:
        found = list(finder(phrase))[:TOP]
        held = sum(search_sets.holds(documents[place], phrase) for place in found)
        shares.append(held / len(found) if found else 0.0)
    return sum(shares) / len(shares)


def finder_of(request: HttpRequest, pages: Sequence[Page]) -> Finder:
    """The engine of this database as a finder among ``pages``, which stand for documents in their order."""
    places = {page.pk: place for place, page in enumerate(pages)}
    return lambda text: [places[hit.item.pk] for hit in find(request, Question(text), 0, TOP).hits]


def plain_bm25(documents: Iterable[Document]) -> Finder:
    """Plain BM25 over words with their marks, as a textbook has it."""
    from rank_bm25 import BM25Okapi

    model = BM25Okapi([_plain_words(f"{document.title} {document.text}") for document in documents])

    def find_plainly(text: str) -> list[int]:
        scores = model.get_scores(_plain_words(text))
        best = scores.argsort()[::-1][:TOP]
        return [int(place) for place in best if scores[place] > 0]

    return find_plainly


def _plain_words(text: str) -> list[str]:
    separated = "".join(character if character.isalnum() else " " for character in normalise(text).lower())
    return separated.split()
