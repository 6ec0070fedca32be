"""From the passages of a file to parts that are indexed one by one, each with the places of its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.filetexts.reader import Passage
from search.engines.indexing import MAX_ORIGINAL
from search.vietnamese import normalise

#: Dots and lines to write on, of which forms are full; an excerpt of them would say nothing.
_TO_FILL_IN = re.compile(r"(?:[.…_]\s?){4,}")
#: Characters of a part: as much as an excerpt is looked for in.
LONGEST = MAX_ORIGINAL


@dataclass
class Part:
    """A stretch of text as the index keeps it, and where each passage begins in it: [characters before, its place]."""

    text: str = ""
    places: list[tuple[int, str]] = field(default_factory=list)

    def add(self, place: str, text: str) -> None:
        """Add a passage, or as much of one as there is room for."""
        if self.text:
            self.text += " "
        if not self.places or self.places[-1][1] != place:
            self.places.append((len(self.text), place))
        self.text += text


def parts_of(passages: Iterable[Passage], longest: int = LONGEST) -> Iterator[Part]:
    """Yield ``passages`` in parts of at most ``longest`` characters, of whole passages where those are shorter.

    Runs of blanks become one, so that a place in a part is the same place in what the index keeps of it. What is to be
    filled in becomes an ellipsis.
    """
    part = Part()
    for place, raw in passages:
        for text in _pieces(" ".join(normalise(_TO_FILL_IN.sub("… ", raw)).split()), longest):
            if part.text and len(part.text) + 1 + len(text) > longest:
                yield part
                part = Part()
            part.add(place, text)
    if part.text:
        yield part


def place_at(places: Sequence[Any], position: int) -> str:
    """Return which of ``places`` (:attr:`Part.places`) holds the character after ``position`` others."""
    before = bisect_right([start for start, _place in places], position) - 1
    return str(places[max(before, 0)][1]) if places else ""


def _pieces(text: str, longest: int) -> Iterator[str]:
    """``text`` in pieces of at most ``longest`` characters, cut between words; a word without end is cut within."""
    while len(text) > longest:
        blank = text.rfind(" ", 1, longest + 1)
        end = blank if blank > 0 else longest
        yield text[:end]
        text = text[end:].lstrip()
    if text:
        yield text
