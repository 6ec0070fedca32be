"""How common the common words are, and pairs of neighbours: read from a sample of the texts, once a day.

An index counts a rare word in no time, but a common one by reading through all that hold it, and of pairs it counts
none. Vietnamese words mostly are of two syllables, so pairs tell objects apart where single words do not; some,
though, stand nearly everywhere.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.db.models import F
from django.db.models.functions import Mod, Right, Substr

from search.models import FoldedText
from search.vietnamese.folding import CODE_MARK

if TYPE_CHECKING:
    from .base import Engine

#: Texts that are read, spread over all of them; an index of fewer is no burden to count in.
SAMPLE = 1000
#: Characters that are read from either end of a text (its words stand first, their codes last), so that the work is
#: bounded: well under a second.
READ = 4000
#: After so many texts what has hardly come yet is dropped.
SOME = 100
#: What stands in a smaller part of the texts is not common.
LEAST_SHARE = 0.01
#: Each process reads for itself: half a second a day, and no cache of others to wait for.
CACHE = "process"
#: What is common today is common tomorrow.
KEPT_SECONDS = 24 * 60 * 60


def shares(engine: Engine) -> dict[str, float]:
    """Return in which part of all objects each common word ("sinh", "sinhđ0") and pair ("sinh hoat") stands.

    Empty for an index of fewer objects than a sample.
    """
    known = known_shares(engine)
    if known is None and engine.size() >= SAMPLE:
        known = _counted(engine)
        caches[CACHE].set(_key(engine), known, KEPT_SECONDS)
    return known or {}


def known_shares(engine: Engine) -> dict[str, float] | None:
    """Return the same if it has been read today, else None."""
    known: dict[str, float] | None = caches[CACHE].get(_key(engine))
    return known


def forget(engine: Engine) -> None:
    """Read the texts anew at the next search: they are others now."""
    caches[CACHE].delete(_key(engine))


def _key(engine: Engine) -> str:
    return f"search-common:{engine.connection.alias}"


def _counted(engine: Engine) -> dict[str, float]:
    every = max(1, engine.size() // SAMPLE)
    texts = FoldedText.objects.using(engine.connection.alias).annotate(
        left=Mod(F("pk"), every), beginning=Substr("body", 1, READ), end=Right("body", READ)
    )
    held: Counter[str] = Counter()
    number = 0
    for parts in texts.filter(left=0).values_list("title", "beginning", "end")[:SAMPLE]:
        number += 1
        held.update(set().union(*map(_words_and_pairs, parts)))
        if number % SOME == 0:
            # Most pairs come once and never again; kept until the end they would fill the memory.
            held = Counter({term: count for term, count in held.items() if count >= LEAST_SHARE * number / 2})
    return {term: count / number for term, count in held.items() if count >= LEAST_SHARE * number}


def _words_and_pairs(text: str) -> set[str]:
    """The words and codes of ``text``, and the pairs of its words; codes are asked for one by one."""
    words = text.split()
    pairs = pairwise(word for word in words if CODE_MARK not in word)
    return {*words, *(f"{first} {second}" for first, second in pairs)}
