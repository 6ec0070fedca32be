"""Text from before Unicode, typed for the fonts of TCVN3 (ABC) or VNI: told apart from good text, and converted.

Such text comes by pasting from old files: its letters are ordinary Latin-1 characters which only the right font shows
as Vietnamese ("§¶ng uû" for "Đảng uỷ").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from .normalising import normalise
from .syllables import is_syllable

Encoding = Literal["TCVN3", "VNI"]

#: So much of what is odd about a text must be explained before it is called legacy.
CONFIDENT = 0.75
#: So many words must be explained: one or two odd letters prove nothing.
FEWEST = 2
_LAST_OF_LATIN_1 = "\xff"
# Signs of the old fonts count as letters here, so a word is what blanks and plain punctuation leave.
_WORD = re.compile("[^\\s\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]+")

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS |= {letter.upper(): marks for letter, marks in _VNI_MARKS.items()}
_VNI_LETTERS = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_LETTERS |= {letter.upper(): spelt.upper() for letter, spelt in _VNI_LETTERS.items()}


@dataclass(frozen=True)
class Conversion:
    """What a text becomes when it is read in ``encoding``; ``confidence`` from 0 to 1."""

    encoding: Encoding
    confidence: float
    text: str


def legacy(text: str) -> Conversion | None:
    """Return ``text`` converted when it is surely legacy, else None; None for every text in good Unicode."""
    conversions = [_conversion("TCVN3", text, from_tcvn3(text)), _conversion("VNI", text, from_vni(text))]
    best = max(conversions, key=lambda conversion: conversion.confidence)
    return best if best.confidence >= CONFIDENT else None


def from_tcvn3(text: str) -> str:
    """Return ``text`` read in TCVN3; a word of capitals was set in a font of capitals, so all of it becomes so."""
    return normalise(_WORD.sub(lambda word: _tcvn3_word(word.group()), text))


def from_vni(text: str) -> str:
    """Return ``text`` read in VNI, where a vowel is followed by the sign of its marks."""
    pieces: list[str] = []
    for place, character in enumerate(text):
        before = text[place - 1] if place else ""
        if character in _VNI_MARKS and before in set("aeiouyAEIOUYôöÔÖ"):
            pieces.append(_VNI_MARKS[character])
        else:
            pieces.append(_VNI_LETTERS.get(character, character))
    return normalise(unicodedata.normalize("NFC", "".join(pieces)))


def _tcvn3_word(word: str) -> str:
    read = "".join(_TCVN3.get(character, character) for character in word)
    plain = [character for character in word if character.isascii() and character.isalpha()]
    return read.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else read


def _conversion(encoding: Encoding, text: str, converted: str) -> Conversion:
    """Weigh the odd words that only this reading makes syllables against those that it does not explain."""
    read = from_tcvn3 if encoding == "TCVN3" else from_vni
    explained = against = 0
    for word in dict.fromkeys(_WORD.findall(text)):
        if word.isascii():
            continue
        good = is_syllable(word)
        if not good and is_syllable(read(word)):
            explained += 1
        elif not good or max(word) > _LAST_OF_LATIN_1:
            against += 1
    confidence = explained / (explained + against) if explained >= FEWEST else 0.0
    return Conversion(encoding, confidence, converted)
