"""An endless stream of plausible short articles, recombined from word lists: to show size, not style."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LISTS = Path(__file__).parent / "content" / "endless.toml"
COUNTS = range(12, 102)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The words of an article; `topic` serves as its tag."""

    topic: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    subjects: tuple[str, ...]
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    places: tuple[str, ...]
    family: tuple[str, ...]
    middle: tuple[str, ...]
    given: tuple[str, ...]
    leads: tuple[str, ...]
    closings: tuple[str, ...]
    themes: tuple[tuple[_Topic, str], ...]


def endless(seed: int) -> Iterator[ArticleText]:
    """Yield articles without end, the same ones for the same seed.

    Each combination of subject, place and number comes up once in seven million articles, in an order that jumps
    about, so titles do not repeat.
    """
    words, random = _words(), Random(seed)  # noqa: S311 - made-up articles, no secret
    size = len(words.themes) * len(words.places) * len(COUNTS)
    stride = _stride(size, random)
    position = random.randrange(size)
    while True:
        position = (position + stride) % size
        rest, theme = divmod(position, len(words.themes))
        count, place = divmod(rest, len(words.places))
        yield _article(words, random, words.themes[theme], words.places[place], COUNTS[count])


def _article(words: _Words, random: Random, theme: tuple[_Topic, str], place: str, count: int) -> ArticleText:
    (topic, subject), pick = theme, random.choice
    facts: dict[str, str | int] = {
        "place": place,
        "place_cap": place[0].upper() + place[1:],
        "subject": subject,
        "person": f"{pick(words.family)} {pick(words.middle)} {pick(words.given)}",
        "n": count,
    }

    def fill(pattern: str) -> str:
        # Numbers are drawn anew for every sentence; none counts more than the article's own.
        facts["m"] = random.randrange(3, min(40, count))
        facts["p"] = random.randrange(21, 97)
        facts["days"] = random.randrange(5, 60)
        return pattern.format_map(facts)

    middle = random.sample(topic.middles, 2)
    closing = pick(words.closings)
    if "{person}" in closing and any("{person}" in sentence for sentence in middle):
        closing = words.closings[0]
    return ArticleText(
        topic=topic.name,
        title=fill(pick(topic.titles)),
        summary=fill(pick(topic.summaries)),
        paragraphs=(
            f"{fill(pick(words.leads))} {fill(pick(topic.openings))}",
            f"{fill(middle[0])} {fill(middle[1])}",
            fill(closing),
        ),
    )


def _stride(size: int, random: Random) -> int:
    """A step that visits every position of a circle of `size` before it meets the first again."""
    while True:
        stride = random.randrange(size // 3, size * 2 // 3)
        if math.gcd(stride, size) == 1:
            return stride


def _topic(entry: dict[str, Any]) -> _Topic:
    fields: dict[str, Any] = {name: value if name == "name" else tuple(value) for name, value in entry.items()}
    return _Topic(**fields)


@cache
def _words() -> _Words:
    lists = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    topics = [_topic(topic) for topic in lists["topic"]]
    return _Words(
        places=tuple(
            f"{kind} {first} {second}"
            for kind in lists["place_kinds"]
            for first in lists["place_first"]
            for second in lists["place_second"]
        ),
        family=tuple(lists["family"]),
        middle=tuple(lists["middle"]),
        given=tuple(lists["given"]),
        leads=tuple(lists["leads"]),
        closings=tuple(lists["closings"]),
        themes=tuple((topic, subject) for topic in topics for subject in topic.subjects),
    )
