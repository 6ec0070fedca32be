"""Reading what a person typed: chunks between blanks, phrases in quotes, ``OR``, exclusion, prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.vietnamese import normalise, words

#: Words of a query beyond these are ignored: no question is longer, and an engine's expression has a limit.
MAX_WORDS = 64
# A word has at most a few dozen letters: what is cut here could not count anyway, and the work stays bounded.
_MAX_LENGTH = MAX_WORDS * 80
_MIN_PREFIX = 2
_QUOTES = '"“”„«»'
_TOKEN = re.compile(rf"(?P<minus>-?)[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<chunk>\S+)")
_OR = frozenset({"OR", "HOẶC"})
#: The tail of a symbol typed apart from its number, "845 -QĐ/ĐUK": its hyphen excludes nothing.
_SYMBOL_TAIL = re.compile("-[^\\W\\d_]+/|-[^\\W\\d_]+-")


@dataclass(frozen=True)
class Chunk:
    """What stands between two blanks or in quotes: its folded words, and the codes of those with marks.

    ``last`` is its last word as typed.
    """

    folded: tuple[str, ...]
    codes: tuple[str, ...]
    last: str
    quoted: bool = False
    open_ended: bool = False


@dataclass
class Reading:
    """A query: alternatives, each of chunks that belong together, and the chunks that nothing found may hold."""

    branches: list[list[Chunk]] = field(default_factory=list)
    excluded: list[Chunk] = field(default_factory=list)


def read(text: str) -> Reading:
    """Read ``text`` with its operators. Never raises; a sign that makes no sense where it stands is no operator."""
    reading = Reading()
    branch: list[Chunk] = []
    left, previous = MAX_WORDS, ""
    for token in _TOKEN.finditer(normalise(text[:_MAX_LENGTH])):
        typed = token["chunk"] if token["chunk"] is not None else token["phrase"]
        quoted = token["chunk"] is None
        if not quoted and typed in _OR:
            branch = _start_branch(reading, branch)
            continue
        chunk = _chunk(typed, left, quoted)
        if chunk is None:
            continue
        left -= len(chunk.folded)
        excludes = bool(token["minus"]) if quoted else _excludes(typed, previous)
        (reading.excluded if excludes else branch).append(chunk)
        previous = typed
        if left <= 0:
            break
    _start_branch(reading, branch)
    return reading


def chunks(text: str) -> Iterator[Chunk]:
    """Yield the chunks of ``text`` read as plain words without any operator."""
    left = MAX_WORDS
    for typed in normalise(text[:_MAX_LENGTH]).split():
        chunk = _chunk(typed, left, quoted=True)
        if chunk is None:
            continue
        left -= len(chunk.folded)
        yield Chunk(chunk.folded, chunk.codes, chunk.last)
        if left <= 0:
            return


def _start_branch(reading: Reading, branch: list[Chunk]) -> list[Chunk]:
    if branch:
        reading.branches.append(branch)
    return []


def _excludes(typed: str, previous: str) -> bool:
    if len(typed) < 2 or typed[0] != "-" or not typed[1].isalnum():
        return False
    return not (previous.isdigit() and (typed.isupper() or _SYMBOL_TAIL.match(typed)))


def _chunk(typed: str, left: int, quoted: bool) -> Chunk | None:
    found = list(words(typed))[:left]
    if not found:
        return None
    last = typed[found[-1].start : found[-1].end]
    return Chunk(
        folded=tuple(word.folded for word in found),
        codes=tuple(word.code for word in found if word.code),
        last=last,
        quoted=quoted,
        open_ended=not quoted and typed.endswith("*") and len(last) >= _MIN_PREFIX,
    )
