"""Turning what a reader typed into a plan that any engine can carry out.

A query is read chunk by chunk (what stands between blanks). A chunk is found by the phrase of its folded words, so
``845-QĐ/ĐUK`` is one phrase of three. Beside it stand what only lifts the rank: the code of a marked word, and the
phrase with the next chunk.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from search.vietnamese import Word, normalise, words
from search.vietnamese.folding import fold_prefix

#: Words of a query beyond these are ignored: no question is longer, and an engine's expression has a limit.
MAX_WORDS = 64
#: Up to so many chunks all must be found; a longer query is a question, of which the telling words count.
MAX_CHUNKS_FOR_ALL = 6
#: How many of the rarest words of a question are always kept, however common.
KEPT_ANYWAY = 3

#: Given words, those too common to tell objects apart with.
FindCommon = Callable[[Collection[str]], set[str]]


@dataclass(frozen=True)
class Phrase:
    """Words in a row; with ``open_ended`` the last one may go on."""

    words: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True)
class Plan:
    """Clauses, each satisfied by any of its phrases; an object must satisfy all of them or (``every`` false) one."""

    clauses: tuple[tuple[Phrase, ...], ...]
    every: bool


@dataclass(frozen=True)
class _Chunk:
    folded: tuple[str, ...]
    code: str
    last: str

    def phrases(self) -> tuple[Phrase, ...]:
        plain = Phrase(self.folded)
        return (plain, Phrase((self.code,))) if self.code else (plain,)


def plan_all(text: str) -> Plan | None:
    """Plan for objects that hold every chunk of ``text``; None when it has no word."""
    chunks = list(_chunks(text))
    if not chunks:
        return None
    clauses = [chunk.phrases() for chunk in chunks]
    for place, (chunk, following) in enumerate(pairwise(chunks)):
        clauses[place] += (Phrase(chunk.folded + following.folded),)
    return Plan(tuple(clauses), every=True)


def plan_any(text: str, common_among: FindCommon) -> Plan | None:
    """Plan for objects that hold a telling chunk of ``text`` or two chunks in a row; None when it has no word."""
    chunks = list(_chunks(text))
    if not chunks:
        return None
    common = common_among({chunk.folded[0] for chunk in chunks if len(chunk.folded) == 1})
    telling = [chunk for chunk in chunks if chunk.folded[0] not in common or len(chunk.folded) > 1]
    clauses = [chunk.phrases() for chunk in dict.fromkeys(telling)]
    pairs = dict.fromkeys(chunk.folded + following.folded for chunk, following in pairwise(chunks))
    clauses += [(Phrase(pair),) for pair in pairs]
    if not clauses:
        clauses = [chunk.phrases() for chunk in chunks]
    return Plan(tuple(clauses), every=False)


def plan_phrase(text: str) -> Plan | None:
    """Plan for objects that hold the words of ``text`` in a row; None when it has none."""
    found = tuple(word for chunk in _chunks(text) for word in chunk.folded)
    return Plan(((Phrase(found),),), every=True) if found else None


def plan_typing(text: str) -> Plan | None:
    """Plan for objects that hold every chunk of ``text``, the last of which is still being typed."""
    plan = plan_all(text)
    if plan is None:
        return None
    *_others, chunk = _chunks(text)
    endings = tuple(Phrase((*chunk.folded[:-1], form), open_ended=True) for form in fold_prefix(chunk.last))
    return Plan((*plan.clauses[:-1], endings + plan.clauses[-1]), every=True)


def chunk_count(text: str) -> int:
    """Return how many chunks with a word in them ``text`` has."""
    return sum(1 for _chunk in _chunks(text))


def _chunks(text: str) -> Iterator[_Chunk]:
    """Yield the chunks of ``text`` that hold a word, up to MAX_WORDS words in all."""
    left = MAX_WORDS
    # A word has at most a few dozen letters: what is cut here could not count anyway, and the work stays bounded.
    for typed in normalise(text[: MAX_WORDS * 80]).split():
        found: list[Word] = list(words(typed))[:left]
        if not found:
            continue
        left -= len(found)
        yield _Chunk(
            folded=tuple(word.folded for word in found),
            code=found[0].code if len(found) == 1 else "",
            last=typed[found[-1].start : found[-1].end],
        )
        if left <= 0:
            return
