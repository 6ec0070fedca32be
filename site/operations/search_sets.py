"""Questions with known answers, to measure how well search finds: from a file, and made from generated content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from home.demonstration.endless import endless
from search.vietnamese import fold, normalise, words

#: Spellings of one symbol that people type; {n} is the number, {a} and {b} the groups of letters.
SPELLINGS = ("{n}-{a}/{b}", "{n}/{a}-{b}", "{n} {a} {b}", "{n} - {a} / {b}", "{n}–{a}/{b}", "{n}{a}/{b}")
TYPES = ("QĐ", "NQ", "KH", "CV", "TB", "HD", "BC", "CT")
BODIES = ("ĐUK", "TU", "TW", "BTCTU", "VPTU", "UBKTĐUK")


@dataclass(frozen=True)
class Document:
    """A text to be found."""

    title: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A query and the place in its set of the document that it is after."""

    text: str
    wanted: int


@dataclass(frozen=True)
class Labelled:
    """Documents, and queries of which each is after one of them."""

    name: str
    documents: list[Document]
    queries: list[Asked]


def squad(path: Path) -> Labelled:
    """Read a file in the layout of SQuAD: each paragraph is a document, each question is after its own."""
    documents: list[Document] = []
    queries: list[Asked] = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            queries += [Asked(normalise(question["question"]), len(documents)) for question in paragraph["qas"]]
            documents.append(Document("Đoạn", normalise(paragraph["context"])))
    return Labelled(path.stem, documents, queries)


def known_items(documents: int, queries: int, seed: int = 6) -> Labelled:
    """Generated articles whose titles are held back from the index and asked as queries."""
    chance = Random(seed)  # noqa: S311 - chooses queries
    articles = list(islice(endless(seed), documents))
    found = [Document("Tin", "\n".join((article.summary, *article.paragraphs))) for article in articles]
    chosen = sorted(chance.sample(range(documents), queries))
    return Labelled("known items", found, [Asked(articles[place].title, place) for place in chosen])


def symbols(count: int, seed: int = 6) -> tuple[list[Document], list[tuple[str, list[Asked]]]]:
    """Documents with symbols that differ in one part from their neighbours', and the queries in each spelling."""
    chance = Random(seed)  # noqa: S311 - chooses symbols
    numbers = chance.sample(range(1, 10 * count), count)
    parts = [(str(number), chance.choice(TYPES), chance.choice(BODIES)) for number in numbers]
    documents = [
        Document(f"Văn bản số {n}-{a}/{b}", f"Căn cứ {chance.choice(parts)[0]}-{chance.choice(TYPES)}/{b}.")
        for n, a, b in parts
    ]
    asked = [
        (spelling, [Asked(spelling.format(n=n, a=a, b=b), place) for place, (n, a, b) in enumerate(parts)])
        for spelling in SPELLINGS
    ]
    return documents, [*asked, ("without marks", [Asked(without_marks(one.text), one.wanted) for one in asked[0][1]])]


def phrases(documents: list[Document], count: int, at_least: int = 10, seed: int = 6) -> list[str]:
    """Short phrases, two or three words with marks, that at least so many ``documents`` hold; at most ``count``."""
    held: Counter[str] = Counter()
    for document in documents:
        held.update(set(_marked_runs(document.text)))
    common = sorted(phrase for phrase, number in held.items() if number >= at_least)
    chance = Random(seed)  # noqa: S311 - chooses queries
    return chance.sample(common, min(count, len(common)))


def holds(document: Document, phrase: str) -> bool:
    """Whether the document's words hold the ``phrase`` with all its marks, wherever its tones are placed."""
    return f" {_codes(phrase)} " in f" {_codes(f'{document.title} {document.text}')} "


def with_half_the_marks(text: str, chance: Random) -> str:
    """``text`` as somebody types who leaves out the marks of every other word or so."""
    return " ".join(without_marks(word) if chance.random() < 0.5 else word for word in text.split())


def without_marks(text: str) -> str:
    """``text`` without any marks, its punctuation kept."""
    text = normalise(text)
    pieces, place = [], 0
    for word in words(text):
        typed = text[word.start : word.end]
        bare = word.folded if len(word.folded) == len(typed) else fold(typed)
        # Folding writes a lone final y as i; people who leave out marks do not.
        bare = bare[:-1] + "y" if typed[-1].lower() in "yýỳỷỹỵ" else bare
        pieces += [text[place : word.start], bare]
        place = word.end
    return "".join([*pieces, text[place:]])


def _codes(text: str) -> str:
    return " ".join(word.code or word.folded for word in words(normalise(text)))


def _marked_runs(text: str) -> Iterator[str]:
    found = list(words(text))
    for size in (2, 3):
        for start in range(len(found) - size + 1):
            run = found[start : start + size]
            stretch = text[run[0].start : run[-1].end].lower()
            if all(word.code for word in run) and stretch.replace(" ", "").isalpha():
                yield stretch
