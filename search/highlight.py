"""Excerpts: the part of the original text that answers the query best, with the words found marked."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.vietnamese import Word, normalise, words

#: Characters of text in an excerpt, roughly two lines.
EXCERPT_LENGTH = 240
#: A word written exactly as asked outweighs one that only folds to the same.
EXACT, FOLDED = 3, 1
ELLIPSIS = "…"


class Passage(NamedTuple):
    """An excerpt, and after how many characters of the text the first word in it stands that was asked for, if any."""

    shown: SafeString
    place: int | None


def excerpt(text: str, query: str, length: int = EXCERPT_LENGTH) -> SafeString:
    """Return the best ``length`` characters of ``text``, escaped, with what ``query`` asks for in ``<mark>``.

    Works whether the query has diacritics or not. Where nothing is found, the text's beginning. Linear in the text.
    """
    return passage(text, query, length).shown


def passage(text: str, query: str, length: int = EXCERPT_LENGTH) -> Passage:
    """Return the :func:`excerpt` of ``text`` and its place there, once all runs of blanks are single spaces."""
    text = " ".join(normalise(text).split())
    found = list(words(text))
    wanted = _Wanted(query, found)
    start, end = _best_window(text, found, wanted, length)
    before = ELLIPSIS if start > 0 else ""
    after = ELLIPSIS if end < len(text) else ""
    spans = wanted.spans(found, start, end)
    shown = format_html("{}{}{}", before, _marked(text, start, end, spans), after)
    return Passage(shown, spans[0][0] if spans else None)


def highlighted(text: str, query: str) -> SafeString:
    """Return the whole of ``text``, escaped, with what ``query`` asks for in ``<mark>``: a title, say."""
    text = normalise(text)
    found = list(words(text))
    return _marked(text, 0, len(text), _Wanted(query, found).spans(found, 0, len(text)))


class _Wanted:
    """What a query asks for, as far as a text can answer it.

    A word asked for with marks is answered by the same word where the text has it; only else by any word that folds
    alike. So "đảng" does not mark "đáng" beside "Đảng", while "dang" marks both.
    """

    def __init__(self, query: str, found: Collection[Word]) -> None:
        asked = list(words(normalise(query)))
        self.folded = {word.folded for word in asked}
        codes = {word.code for word in asked if word.code}
        present = {word.code for word in found if word.code}
        self.exact = codes & present
        unmarked = {word.folded for word in asked if not word.code}
        answered = {word.folded for word in asked if word.code in self.exact}
        self.only_exact = answered - unmarked

    def weight(self, word: Word) -> int:
        """Return what ``word`` is worth: 0 when it was not asked for."""
        if word.code in self.exact:
            return EXACT
        if word.folded not in self.folded or word.folded in self.only_exact:
            return 0
        return FOLDED

    def spans(self, found: list[Word], start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches to mark between two places; words next to each other share one."""
        spans: list[tuple[int, int]] = []
        follows = False
        for word in found:
            if word.start < start or word.end > end:
                continue
            if not self.weight(word):
                follows = False
                continue
            if follows:
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
            follows = True
        return spans


def _best_window(text: str, found: list[Word], wanted: _Wanted, length: int) -> tuple[int, int]:
    """Return where the stretch of at most ``length`` characters with the most of what was asked begins and ends."""
    if len(text) <= length:
        return 0, len(text)
    hits = [(word, wanted.weight(word)) for word in found]
    hits = [(word, weight) for word, weight in hits if weight]
    best, best_score = (0, 0), 0
    inside: Counter[tuple[str, int]] = Counter()
    score = first = 0
    for word, weight in hits:
        key = (word.folded, weight)
        # The first time a word occurs says far more than the tenth.
        score += weight * (1 if inside[key] else 10)
        inside[key] += 1
        while word.end - hits[first][0].start > length and hits[first][0] is not word:
            gone, gone_weight = hits[first]
            gone_key = (gone.folded, gone_weight)
            inside[gone_key] -= 1
            score -= gone_weight * (1 if inside[gone_key] else 10)
            first += 1
        if score > best_score:
            best, best_score = (hits[first][0].start, word.end), score
    return _around(text, *best, length)


def _around(text: str, start: int, end: int, length: int) -> tuple[int, int]:
    """Widen a stretch to about ``length`` characters, with more after it than before, and cut between words."""
    start = max(0, min(start - (length - (end - start)) // 3, len(text) - length))
    end = min(len(text), start + length)
    if start > 0:
        blank = text.find(" ", start - 1, end)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", start, end + 1)
        end = blank if blank > start else end
    return start, end


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> SafeString:
    before = [start, *(last for _first, last in spans)]
    pieces = ((text[place:first], text[first:last]) for place, (first, last) in zip(before, spans, strict=False))
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[before[-1] : end])
