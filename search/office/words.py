"""The words that the office enters: how they are read, compared and judged."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from search.vietnamese import fold, normalise

MOST_PHRASES = 20
MOST_SYLLABLES = 8
LONGEST_PHRASE = 100


def key_of(text: str) -> str:
    """What two ways of writing the same words share; at most ``LONGEST_PHRASE`` characters."""
    return fold(text)[:LONGEST_PHRASE].strip()


def phrases(text: str) -> tuple[str, ...]:
    """The words and phrases of ``text``, one a line, normalised, without empty lines."""
    lines = (" ".join(line.split()) for line in normalise(text).split("\n"))
    return tuple(line for line in lines if line)


def problem_with(group: Sequence[str]) -> str:
    """Why ``group`` cannot be a group of synonyms, as a sentence; empty where it can."""
    if len(group) < 2:
        return _("Enter at least two words or phrases that mean the same, one a line.")
    if len(group) > MOST_PHRASES:
        return _("A group has at most %(most)d words or phrases; this one has %(number)d.") % {
            "most": MOST_PHRASES,
            "number": len(group),
        }
    seen: dict[str, str] = {}
    for phrase in group:
        key = key_of(phrase)
        if not key:
            return _("“%(phrase)s” has no letter and no digit to search for; leave it out.") % {"phrase": phrase}
        if len(phrase) > LONGEST_PHRASE or len(key.split()) > MOST_SYLLABLES:
            return _("“%(phrase)s” is too long: a synonym has at most %(most)d syllables.") % {
                "phrase": phrase,
                "most": MOST_SYLLABLES,
            }
        if key in seen:
            return _("“%(first)s” and “%(second)s” are the same to the search; keep one of them.") % {
                "first": seen[key],
                "second": phrase,
            }
        seen[key] = phrase
    return ""
