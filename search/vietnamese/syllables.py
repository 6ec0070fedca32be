"""What a Vietnamese syllable can look like, to tell good text from text in the wrong encoding."""

from __future__ import annotations

import re
import unicodedata

from .marks import TONES, compose

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_NUCLEUS = "(?:uyê|uya|uyu|oai|oay|oeo|uây|iê|yê|ươ|uô|oa|oă|oe|oo|uâ|uê|uơ|uy|ia|ya|ua|ưa|[aăâeêioôơuưy])"
_CODA = "(?:ch|ng|nh|[cmnptiyou])?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)


def is_syllable(word: str) -> bool:
    """Say whether ``word`` is spelt as a Vietnamese syllable is: onset, vowels, coda, at most one tone."""
    tones = 0
    letters: list[str] = []
    for character in unicodedata.normalize("NFD", compose(word).lower()):
        if character in TONES:
            tones += 1
        else:
            letters.append(character)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters))) is not None
