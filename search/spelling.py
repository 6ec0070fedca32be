"""What may have been meant when nothing was found: words of the index's own within one edit of what was typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from string import ascii_lowercase

from django.http import HttpRequest

from search.vietnamese import normalise, words

from . import sources, synonyms
from .engines import reading_engine
from .engines.base import Engine
from .engines.planning import Common, plan_query
from .engines.reranking import rerank
from .models import FoldedText, IndexedText
from .reading import items_of

#: Shorter words are within one edit of too many others.
SHORTEST = 4
#: Words of a query that are looked at, and spellings that are tried for each, the commonest first.
MOST_WORDS = 8
MOST_VARIANTS = 6
#: Objects among which the one is looked for whose words were meant.
LOOKED_AT = 50


def respell(request: HttpRequest, text: str) -> str | None:
    """Return ``text`` with words replaced by those it was probably meant to have; None when there is no better one.

    The replacements are read from what the reader may read, in its own spelling, so they give nothing else away.
    """
    engine = reading_engine()
    typed = dict.fromkeys(word.folded for word in words(normalise(text)) if len(word.folded) >= SHORTEST)
    variants = _known(engine, dict.fromkeys(list(typed)[:MOST_WORDS]))
    # What stands in the index was probably meant, so the words that do not are put right first.
    strange = {word: near for word, near in variants.items() if not engine.commonness([word])[word]}
    for tried in (strange, variants) if strange != variants else (variants,):
        spelt = _respelt(request, engine, text, tried) if tried else None
        if spelt is not None:
            return spelt
    return None


def _respelt(request: HttpRequest, engine: Engine, text: str, variants: dict[str, list[str]]) -> str | None:
    """Return ``text`` with words replaced by such ``variants`` as stand together in what may be read, or None."""
    plan = plan_query(text, Common(), synonyms.groups(), variants)
    if plan is None:
        return None
    found = engine.some(sources.readable_rows(request), plan, LOOKED_AT)
    best = rerank(engine, plan, found)[:1]
    rows = [IndexedText.objects.get(pk=pk) for pk, _score in best]
    items = items_of(request, rows)
    if not items:
        return None
    (pk, item), *_others = items.items()
    shown = f"{item} {FoldedText.objects.values_list('original', flat=True).get(pk=pk)}"
    spelt = _replaced(normalise(text), normalise(shown), variants)
    return spelt if spelt != normalise(text) else None


def one_edit(word: str) -> Iterator[str]:
    """Yield every string that one letter more, less or other, or two swapped, make of the folded ``word``."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _known(engine: Engine, typed: Collection[str]) -> dict[str, list[str]]:
    edits = {word: set(one_edit(word)) - {word} for word in typed}
    counts = engine.commonness(set(typed).union(*edits.values()))
    variants = {}
    for word, edited in edits.items():
        known = sorted((edit for edit in edited if counts.get(edit)), key=lambda edit: (-counts[edit], edit))
        if known:
            variants[word] = known[:MOST_VARIANTS]
    return variants


def _replaced(text: str, shown: str, variants: dict[str, list[str]]) -> str:
    """``text`` with each word that ``shown`` does not hold replaced by the variant that it does, as written there.

    Where it is written there in several ways (phong, phòng, phóng), as is most like what was typed.
    """
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words(shown):
        held[word.folded][shown[word.start : word.end].lower()] += 1
    pieces, place = [], 0
    for word in words(text):
        better = next((held[near] for near in variants.get(word.folded, ()) if near in held), None)
        if word.folded not in held and better is not None:
            pieces += [text[place : word.start], _most_like(text[word.start : word.end].lower(), better)]
            place = word.end
    return "".join([*pieces, text[place:]])


def _most_like(typed: str, forms: Counter[str]) -> str:
    """The form most like ``typed``; of those that are equally so, the commonest."""
    return max(forms, key=lambda form: (SequenceMatcher(None, typed, form).ratio(), forms[form]))
