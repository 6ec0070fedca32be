"""Turning what was typed into a plan.

A chunk is found by the phrase of its folded words, so ``845-QĐ/ĐUK`` is one phrase of three. Beside it stand what only
lifts the rank: its codes, and the phrase with the next chunk. A few chunks must all be found; more make a question, of
which the telling words and the telling pairs of neighbours count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from search.vietnamese import asking
from search.vietnamese.abbreviations import Groups
from search.vietnamese.folding import fold_prefix
from search.vietnamese.symbols import spellings

from .plans import Branch, Clause, Phrase, Plan
from .reading import Chunk, chunks, read

#: Up to so many chunks all must be found; a longer query is a question, of which the telling words count.
MAX_CHUNKS_FOR_ALL = 6
#: From so many chunks on, objects that hold some of them are better than none.
FEWEST_FOR_SOME = 3
#: How many of the rarest words of a question are always kept, however common.
KEPT_ANYWAY = 3

#: Given words, or pairs of neighbours with a blank between them, those too common to tell objects apart with.
FindCommon = Callable[[Collection[str]], Collection[str]]
#: Given folded words, other folded words that may have been meant.
Variants = Mapping[str, Collection[str]]


def none_of(_words: Collection[str]) -> Collection[str]:
    """Say that none are too common."""
    return ()


class Common(NamedTuple):
    """Who says which words, and which pairs of neighbours, are too common."""

    words: FindCommon = none_of
    pairs: FindCommon = none_of


def plan_query(
    text: str, common: Common, groups: Groups, variants: Variants | None = None, *, loosely: bool = False
) -> Plan | None:
    """Plan for ``text`` with its operators and synonyms; None when nothing is asked for.

    ``variants`` lets each word be any of its other spellings too. ``loosely`` takes a few words for a question as well.
    """
    reading = read(text)
    branches = []
    for asked in reading.branches:
        if variants is not None or (len(asked) <= MAX_CHUNKS_FOR_ALL and not loosely):
            branches.append(_answer(asked, _all(asked, groups, variants or {})))
        else:
            # In a question quotes are what its writer put them round, no operator.
            plain = [part for chunk in asked for part in chunk.apart()]
            branches.append(_any(plain, common, groups))
    return Plan(tuple(branches), tuple(map(_excluded, reading.excluded))) if branches else None


def is_loose(text: str) -> bool:
    """Whether ``text`` is a few words without an operator, which may be searched for as a question too."""
    reading = read(text)
    if reading.excluded or len(reading.branches) != 1:
        return False
    asked = reading.branches[0]
    strict = any(chunk.quoted or chunk.open_ended for chunk in asked)
    return not strict and FEWEST_FOR_SOME <= len(asked) <= MAX_CHUNKS_FOR_ALL


def plan_all(text: str) -> Plan | None:
    """Plan for objects that hold every chunk of ``text``; None when it has no word."""
    asked = list(chunks(text))
    return Plan((_answer(asked, _all(asked)),)) if asked else None


def plan_any(text: str, common_among: FindCommon, common_pairs: FindCommon = none_of) -> Plan | None:
    """Plan for objects that hold a telling chunk of ``text`` or a telling pair of them; None when it has no word."""
    asked = list(chunks(text))
    return Plan((_any(asked, Common(common_among, common_pairs), {}),)) if asked else None


def plan_phrase(text: str) -> Plan | None:
    """Plan for objects that hold the words of ``text`` in a row; None when it has none."""
    found = list(chunks(text))
    if not found:
        return None
    folded = tuple(word for chunk in found for word in chunk.folded)
    codes = tuple(code for chunk in found for code in chunk.codes)
    return Plan((Branch((Clause((Phrase(folded),), _lifting(codes)),), every=True),))


def plan_typing(text: str) -> Plan | None:
    """Plan for objects that hold every chunk of ``text``, the last of which is still being typed."""
    asked = list(chunks(text))
    if not asked:
        return None
    *others, last = _all(asked).clauses
    return Plan((Branch((*others, Clause((*_endings(asked[-1]), *last.phrases), last.lifting)), every=True),))


def chunk_count(text: str) -> int:
    """Return how many chunks with a word in them ``text`` has."""
    return sum(1 for _chunk in chunks(text))


def _all(asked: Sequence[Chunk], groups: Groups | None = None, variants: Variants | None = None) -> Branch:
    clauses = [_clause(chunk, variants or {}) for chunk in asked]
    for place, (chunk, following) in enumerate(pairwise(asked)):
        clauses[place] = Clause(clauses[place].phrases, (*clauses[place].lifting, _pair(chunk, following)))
    # Objects hold each chunk of the span or the synonym, which is the same as (all chunks) or synonym.
    for start, end, synonym in _synonyms(asked, groups or {}):
        for place in range(start, end):
            clauses[place] = Clause((*clauses[place].phrases, synonym), clauses[place].lifting)
    return Branch(tuple(clauses), every=True, lifting=_near_pairs(asked, variants) if variants else ())


def _answer(asked: Sequence[Chunk], branch: Branch) -> Branch:
    """Let the words by which ``asked`` asks find nothing, for an answer rarely holds them; their pairs still lift."""
    places = _asking(asked)
    if not places or len(places) == len(asked):
        return branch
    lifting = [phrase for place in sorted(places) for phrase in branch.clauses[place].lifting if len(phrase.words) > 1]
    clauses = [clause for place, clause in enumerate(branch.clauses) if place not in places]
    return Branch(tuple(clauses), every=True, lifting=(*lifting, *branch.lifting))


def _asking(asked: Sequence[Chunk]) -> set[int]:
    """The places of the chunks that only ask; what is quoted is what it says."""
    return asking([(chunk.folded[0], chunk.coded[0]) if _is_word(chunk) else ("", "") for chunk in asked])


def _is_word(chunk: Chunk) -> bool:
    return len(chunk.folded) == 1 and not chunk.quoted and not chunk.open_ended


def _any(asked: Sequence[Chunk], common: Common, groups: Groups) -> Branch:
    words = common.words({chunk.folded[0] for chunk in asked if len(chunk.folded) == 1})
    telling = {chunk: _clause(chunk, {}) for chunk in asked if len(chunk.folded) > 1 or chunk.folded[0] not in words}
    pairs: dict[Phrase, None] = {}
    for both in pairwise(asked):
        # What holds a pair with a telling word holds the word, which is much sooner found.
        at = next((chunk for chunk in both if chunk in telling), None)
        if at is None:
            pairs[_pair(*both)] = None
        else:
            telling[at] = Clause(telling[at].phrases, (*telling[at].lifting, _pair(*both)))
    everywhere = common.pairs({" ".join(pair.words) for pair in pairs})
    lifting = tuple(pair for pair in pairs if " ".join(pair.words) in everywhere)
    clauses = [*telling.values(), *(Clause((pair,)) for pair in pairs if pair not in lifting)]
    clauses += [Clause((synonym,)) for _start, _end, synonym in _synonyms(asked, groups)]
    return Branch(tuple(clauses or [_clause(chunk, {}) for chunk in asked]), every=False, lifting=lifting)


def _clause(chunk: Chunk, variants: Variants) -> Clause:
    if chunk.open_ended:
        return Clause(_endings(chunk), _lifting(chunk.codes))
    phrases = [Phrase(spelling) for spelling in spellings(chunk.folded)]
    for place, word in enumerate(chunk.folded):
        others = variants.get(word, ())
        phrases += [Phrase((*chunk.folded[:place], other, *chunk.folded[place + 1 :])) for other in others]
    return Clause(tuple(dict.fromkeys(phrases)), _lifting(chunk.codes))


def _endings(chunk: Chunk) -> tuple[Phrase, ...]:
    return tuple(Phrase((*chunk.folded[:-1], form), open_ended=True) for form in fold_prefix(chunk.last))


def _pair(chunk: Chunk, following: Chunk) -> Phrase:
    return Phrase(chunk.folded + following.folded)


def _near_pairs(asked: Sequence[Chunk], variants: Variants) -> tuple[Phrase, ...]:
    """The pairs of neighbours that may have been meant: what stands so in a row was meant rather than what is apart."""
    single = [chunk.folded[0] if len(chunk.folded) == 1 else "" for chunk in asked]
    spellings_of = [(word, *variants.get(word, ())) if word else () for word in single]
    return tuple(Phrase(both) for words in pairwise(spellings_of) for both in product(*words))


def _lifting(codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    # The index holds the codes of marked words in a row, so they are a phrase there too.
    return (Phrase(codes),) if codes else ()


def _excluded(chunk: Chunk) -> Phrase:
    """What was typed with all its marks excludes only what is written so."""
    exact = len(chunk.codes) == len(chunk.folded) and not chunk.open_ended
    return Phrase(chunk.codes) if exact else Phrase(chunk.folded, chunk.open_ended)


def _synonyms(asked: Sequence[Chunk], groups: Groups) -> list[tuple[int, int, Phrase]]:
    """Where single words (or words in quotes) say something that has other names: from, to, and each other name."""
    found: list[tuple[int, int, Phrase]] = []
    longest = max((len(words) for words in groups), default=0)
    for start in range(len(asked)):
        folded: tuple[str, ...] = ()
        for end in range(start, len(asked)):
            chunk = asked[end]
            folded += chunk.folded
            if chunk.open_ended or len(folded) > longest or (len(chunk.folded) > 1 and not chunk.quoted):
                break
            found += [(start, end + 1, Phrase(other)) for other in groups.get(folded, ())]
    return found
