"""The final order of the best results, the same for every engine.

Each engine brings its best candidates in its own way; here they are weighed again with one formula: BM25 over the
folded words, over the words as written (their codes), and over pairs of sampling. Folded words make the order hold
for what is typed without marks, codes lift what is written exactly so, pairs lift what stands together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.db.models import F, QuerySet

from search.models import FoldedText, IndexedText
from search.vietnamese.folding import CODE_MARK

from . import sampling
from .base import NEWEST, TEXT, TITLE_WEIGHT, Engine, Ranking
from .merging import Wholes, merged
from .plans import Clause, Phrase, Plan

# The textbook's constants: how soon a word's repetition stops to count, and how much a long text has to hold more.
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
#: A word asked for with its marks has two keys, which share the weight of a whole.
KEY = 0.5
#: Two syllables mostly are one word, so a pair weighs as much as a word. That it stands there says nearly all; how
#: often says little more, or long texts would win by what they repeat.
PAIR, _PAIR_SATURATION = 1.0, 0.2


def best(engine: Engine, rows: QuerySet[IndexedText], plan: Plan, part: range) -> Ranking:
    """Return ``part`` of the results among ``rows`` that answer ``plan``."""
    first = engine.candidates
    wholes: Wholes = {}

    def ranked(stop: int) -> Ranking:
        ranking = engine.ranked(rows, plan, TEXT, max(stop, first))
        if part.start >= first:
            return ranking
        return rerank(engine, plan, ranking[:first], wholes) + ranking[first:]

    return merged(engine, ranked, part, wholes)


def newest(engine: Engine, rows: QuerySet[IndexedText], plan: Plan, part: range) -> Ranking:
    """Return ``part`` of the results among ``rows`` that answer ``plan``, the newest first; none has a score.

    Most of what answers is usually wanted, so the newest of all are looked at first, which costs less than to ask of
    each whether the reader may read it.
    """

    def latest(stop: int) -> Ranking:
        if stop <= NEWEST:
            some = _by_date(engine.answering(IndexedText.objects.all(), plan, TEXT), 2 * stop)
            allowed = rows.filter(pk__in=engine.one_of(some)).order_by() if some else rows.none()
            wanted = set(allowed.values_list("pk", flat=True))
            found = [(pk, 0.0) for pk in some if pk in wanted][:stop]
            if len(found) == stop or len(some) < 2 * stop:
                return found
        return [(pk, 0.0) for pk in _by_date(engine.answering(rows, plan, TEXT), stop)]

    return merged(engine, latest, part)


def _by_date(found: QuerySet[IndexedText], most: int) -> list[int]:
    """Return the keys of the newest ``most`` of ``found``."""
    return list(found.order_by(F("date").desc(nulls_last=True), "-pk").values_list("pk", flat=True)[:most])


def rerank(engine: Engine, plan: Plan, candidates: Ranking, wholes: Wholes | None = None) -> Ranking:
    """Return ``candidates`` in the final order; equals stay as they came. Linear in their texts.

    ``wholes`` is told of what each of them is a part, which is read with the texts.
    """
    if len(candidates) < 2:
        return candidates
    terms = terms_of(plan)
    texts = _texts([pk for pk, _score in candidates], {} if wholes is None else wholes)
    known = engine.commonness({phrase.words[0] for phrase in terms if len(phrase.words) == 1})
    average = sum(text.length for text in texts.values()) / max(1, len(texts))
    total = max(engine.size(), len(candidates))
    scores = dict.fromkeys(texts, 0.0)
    shares = sampling.shares(engine)
    for phrase, weight in terms.items():
        counts = {pk: count for pk, text in texts.items() if (count := text.count(phrase))}
        # How many objects hold a pair that is not common no index says; among the candidates it can be seen.
        alone = len(phrase.words) == 1
        held = known.get(phrase.words[0], 0) if alone else total * shares.get(" ".join(phrase.words), 0)
        frequency = max(len(counts), held)
        saturation = _SATURATION if alone else _PAIR_SATURATION
        rarity = log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        for pk, count in counts.items():
            room = 1 - _LENGTH_SHARE + _LENGTH_SHARE * texts[pk].length / average
            scores[pk] += weight * rarity * count * (saturation + 1) / (count + saturation * room)
    ordered = sorted(candidates, key=lambda candidate: -scores.get(candidate[0], 0.0))
    return [(pk, scores.get(pk, 0.0)) for pk, _score in ordered]


@dataclass(frozen=True)
class _Text:
    title: str
    body: str

    @property
    def length(self) -> int:
        return self.title.count(" ") + self.body.count(" ")

    def count(self, phrase: Phrase) -> float:
        wanted = " " + " ".join(phrase.words) + ("" if phrase.open_ended else " ")
        return TITLE_WEIGHT * self.title.count(wanted) + self.body.count(wanted)


def _texts(keys: Sequence[int], wholes: Wholes) -> Mapping[int, _Text]:
    fields = ("pk", "title", "body", "entry__whole", "entry__alike")
    texts = {}
    for pk, title, body, whole, alike in FoldedText.objects.filter(pk__in=keys).values_list(*fields):
        # Blanks at both ends, so that every word has one on each side.
        texts[pk] = _Text(f" {title} ", f" {body} ")
        wholes[pk] = None if whole is None else alike
    return texts


def terms_of(plan: Plan) -> dict[Phrase, float]:
    """Every phrase that counts, with its weight: a word's two keys share the weight of a whole."""
    terms: dict[Phrase, float] = {}
    for branch in plan.branches:
        for clause in branch.clauses:
            for phrase in (*clause.phrases, *clause.lifting):
                terms[phrase] = max(terms.get(phrase, 0.0), _weight(phrase, clause))
        terms |= dict.fromkeys(branch.lifting, PAIR)
    return terms


def _weight(phrase: Phrase, clause: Clause) -> float:
    has_code = any(_is_code(lifting) for lifting in clause.lifting)
    if len(phrase.words) > 1:
        return PAIR
    return KEY if _is_code(phrase) or has_code else 1.0


def _is_code(phrase: Phrase) -> bool:
    return len(phrase.words) == 1 and CODE_MARK in phrase.words[0]
