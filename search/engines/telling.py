"""Which words tell objects apart: a word that stands nearly everywhere finds nothing and costs the most."""

from __future__ import annotations

from collections.abc import Collection

from .base import Engine
from .planning import KEPT_ANYWAY

#: A word in more than this part of all objects tells none apart, once there are enough objects to say so.
COMMON_SHARE = 0.05
COMMON_AT_LEAST = 1000


def common_words(engine: Engine, words: Collection[str]) -> set[str]:
    """Return those of ``words`` that are too common to tell objects apart; the rarest few are always kept."""
    limit = max(COMMON_AT_LEAST, COMMON_SHARE * engine.size())
    frequencies = engine.commonness(words)
    rarest_first = sorted(words, key=lambda word: (frequencies.get(word, 0), word))
    return {word for word in rarest_first[KEPT_ANYWAY:] if frequencies.get(word, 0) > limit}
