"""Which words tell objects apart: a word that stands nearly everywhere finds nothing and costs the most."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from itertools import islice

from search.vietnamese import words as words_of

from . import sampling
from .base import Engine
from .planning import KEPT_ANYWAY, Common
from .reading import MAX_WORDS

#: A word in more than this part of all objects tells none apart, once there are enough objects to say so.
COMMON_SHARE = 0.05
COMMON_AT_LEAST = 1000


def common(engine: Engine) -> Common:
    """Say what ``engine`` holds too often to be looked for."""
    return Common(partial(common_words, engine), partial(common_pairs, engine))


def common_words(engine: Engine, words: Collection[str]) -> set[str]:
    """Return those of ``words`` that are too common to tell objects apart; the rarest few are always kept."""
    frequencies = engine.commonness(words)
    limit = max(COMMON_AT_LEAST, COMMON_SHARE * engine.size())
    rarest_first = sorted(words, key=lambda word: (frequencies.get(word, 0), word))
    return {word for word in rarest_first[KEPT_ANYWAY:] if frequencies.get(word, 0) > limit}


def common_pairs(engine: Engine, pairs: Collection[str]) -> set[str]:
    """Return those of ``pairs`` ("sinh hoat") that are too common to tell objects apart."""
    shares = sampling.shares(engine) if pairs else {}
    limit = max(COMMON_AT_LEAST, COMMON_SHARE * engine.size())
    return {pair for pair in pairs if shares.get(pair, 0) * engine.size() > limit}


def note(engine: Engine, text: str) -> None:
    """Ask ``engine`` once for the words of ``text`` that planning and ranking ask for afterwards."""
    found = islice(words_of(text), MAX_WORDS)
    engine.commonness({key for word in found for key in (word.folded, word.code) if key})
