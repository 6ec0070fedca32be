"""Cleaning text once, before it is stored, so that nothing downstream has to doubt it."""

import re
import unicodedata

from .marks import LOOKALIKES, compose

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
_KEPT_CONTROLS = frozenset("\n\t")
#: Controls, invisible format characters (zero-width, direction marks, soft hyphen) and lone surrogates, which no
#: database stores.
_UNWANTED = frozenset({"Cc", "Cf", "Cs"})


def normalise(text: str) -> str:
    """Return ``text`` as the portal stores it.

    NFC with Vietnamese marks in one order; every line end a newline; exotic spaces a space and exotic hyphens ``-``;
    Ð and Ɖ the Vietnamese Đ; control, format and surrogate characters gone, except newline and tab. Runs of spaces
    are kept. Idempotent.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _HYPHENS.sub("-", text).translate(LOOKALIKES)
    if not text.isprintable():
        text = "".join(
            character
            for character in text
            if character in _KEPT_CONTROLS or unicodedata.category(character) not in _UNWANTED
        )
    return compose(text)
