"""Vietnamese alphabetical order, for titles and for people.

Keys are plain strings made to be compared code point by code point: sort with them in Python, or keep one in a column
with a binary collation (SQLite's default; ``db_collation="C"`` on PostgreSQL).
"""

import re
import unicodedata
from functools import lru_cache

from .marks import LOOKALIKES, TONES, compose

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
#: A mark before any letter that Vietnamese does not know, so that such words come last.
_FOREIGN = "~"
_PIECE = re.compile("[0-9]+|(?:[^\\W_0-9][\u0300-\u036f]*)+")


def sort_key(text: str) -> str:
    """Return the key that sorts ``text`` as a Vietnamese dictionary does.

    Syllable by syllable: first the letters (a ă â b c d đ e ê …), then the tone (ngang, huyền, hỏi, ngã, sắc, nặng).
    Numbers come before letters and by value: "Chi bộ 2" before "Chi bộ 10". Case and punctuation do not count.
    """
    composed = compose(text).translate(LOOKALIKES).lower()
    return " ".join(_piece_key(piece) for piece in _PIECE.findall(composed))


def person_sort_key(name: str) -> str:
    """Return the key that sorts people by given name, then surname: "Trần Văn An" before "Lê Thị Bình"."""
    *others, given = name.split() or [""]
    return sort_key(" ".join([given, *others]))


# A language has but some thousands of syllables, and a list says the same ones over and over.
@lru_cache(maxsize=20_000)
def _piece_key(piece: str) -> str:
    if piece.isascii() and piece.isdigit():
        value = piece.lstrip("0") or "0"
        # The number of digits comes first, in characters below every letter's.
        return chr(0x21 + min(len(value), 0x1E)) + value
    tone = 0
    ranks: list[str] = []
    for character in piece:
        base = []
        for part in unicodedata.normalize("NFD", character):
            if part in TONES:
                tone = TONES[part]
            else:
                base.append(part)
        for letter in unicodedata.normalize("NFC", "".join(base)):
            if letter in _RANKS:
                ranks.append(_RANKS[letter])
            elif not unicodedata.combining(letter):
                ranks.append(_FOREIGN + letter)
    return f"{''.join(ranks)}{tone}"
