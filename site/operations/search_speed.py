"""How fast search answers over many documents, and what indexing costs, beside a raw FTS5 query over the same texts."""

from __future__ import annotations

import gc
import resource
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.demonstration.endless import endless
from operations.search_clock import Stopwatch, Taken
from operations.search_sets import Document, phrases
from search.finding import Question, find
from search.suggesting import suggest
from search.vietnamese import normalise, words

#: Generated articles are short; so many of them make one document of a few hundred words.
ARTICLES_IN_ONE = 3
SAVED = 50
_RAW = "SELECT rowid FROM raw WHERE raw MATCH ? ORDER BY rank LIMIT 10"
_RAW_COUNT = "SELECT count(*) FROM raw WHERE raw MATCH ?"


class Spread(NamedTuple):
    """The time that half of the searches took at most, and that 95 in a hundred did."""

    median: float
    p95: float


@dataclass(frozen=True)
class Times:
    """What a kind of search takes in milliseconds, by the clock and of processors (:mod:`operations.search_clock`)."""

    name: str
    clock: Spread
    busy: Spread


@dataclass(frozen=True)
class Indexing:
    """Documents indexed a second, megabytes a rebuild adds to the process, what the index adds to a save."""

    rate: float
    megabytes: float
    save: Times


def documents(count: int, seed: int = 7) -> list[Document]:
    """Generated documents of a few hundred words, all different."""
    articles = endless(seed)
    found: list[Document] = []
    while len(found) < count:
        first, *others = islice(articles, ARTICLES_IN_ONE)
        text = "\n".join(part for article in (first, *others) for part in (article.summary, *article.paragraphs))
        found.append(Document(first.title, text))
    return found


def measure_indexing(pages: Sequence[Page]) -> Indexing:
    """Rebuild the index of everything, then index some ``pages`` one by one as saving does."""
    before, began = _peak(), time.perf_counter()
    call_command("update_index", verbosity=0)
    rate, added = len(pages) / (time.perf_counter() - began), _peak() - before
    backend = get_search_backend()
    saves = _times(backend.add, list(pages[:: max(1, len(pages) // SAVED)][:SAVED]))
    return Indexing(rate, added, _summary("index's part of a save", saves))


def measure_searches(request: HttpRequest, laid: Sequence[Document], raw: Path, rounds: int) -> Iterator[Times]:
    """Time each kind of search, the first page of results with its count and facets; raw FTS5 beside it."""
    # A rebuild has told its connection to take little memory; readers have others. Nor have they a hundred thousand
    # documents at hand that garbage is looked for among.
    connection.close()
    gc.collect()
    gc.freeze()
    chance = Random(7)  # noqa: S311 - chooses queries
    titles = [document.title for document in chance.sample(list(laid), rounds)]
    short = [
        text for text in phrases(chance.sample(list(laid), min(2000, len(laid))), 4 * rounds) if len(text.split()) == 2
    ]
    common = ["đảng viên", "chi bộ", "hội nghị", "cấp ủy", "mọi người", "đơn vị", "phụ trách", "ngày"]
    typed = [title[:size] for title in titles for size in (3, 8)]
    raw_search = _raw_fts5(laid, raw)
    for name, queries in (("two syllables", short), ("common words", common), ("whole titles", titles)):
        yield _summary(name, _times(lambda text: find(request, Question(text), 0, 10), queries))
        yield _summary(f"  raw FTS5, {name}", _times(raw_search, queries))
    yield _summary(
        "by date, two syllables", _times(lambda text: find(request, Question(text, sort="date")), short[:rounds])
    )
    yield _summary("misspelt", _times(lambda text: find(request, Question(f"{text}x")), short[:rounds]))
    yield _summary("suggestions", _times(lambda text: suggest(request, text), typed))


def _raw_fts5(laid: Sequence[Document], folder: Path) -> Callable[[str], object]:
    raw = sqlite3.connect(folder / "raw.sqlite3")
    raw.execute("CREATE VIRTUAL TABLE raw USING fts5(title, body)")
    raw.executemany("INSERT INTO raw VALUES (?, ?)", ((document.title, document.text) for document in laid))
    raw.commit()

    def search(text: str) -> object:
        expression = " ".join(f'"{text[word.start : word.end]}"' for word in words(normalise(text)))
        return raw.execute(_RAW, [expression]).fetchall(), raw.execute(_RAW_COUNT, [expression]).fetchone()

    return search


def _times(
    work: Callable[[str], object] | Callable[[Page], object], given: Sequence[str] | Sequence[Page]
) -> list[Taken]:
    watch = Stopwatch()
    times = []
    for one in given:
        with watch.taking() as taken:
            work(one)
        times.append(taken)
    return times


def _summary(name: str, times: Sequence[Taken]) -> Times:
    return Times(name, _spread(taken.clock for taken in times), _spread(taken.busy for taken in times))


def _spread(times: Iterable[float]) -> Spread:
    ordered = sorted(times)
    return Spread(ordered[len(ordered) // 2], ordered[max(0, round(len(ordered) * 0.95) - 1)])


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
