"""Numbers and symbols of Vietnamese documents: what one looks like, one spelling to store it, and the many people use.

The Party writes the kind before the body (``24-QĐ/TW``, ``05-HD/VPTW``), the State a year or a hyphen
(``01/2024/NĐ-CP``, ``80/2015/QH13``, ``1234/QĐ-TTg``). People spell 845-QĐ/ĐUK as 845/QĐ-ĐUK or "845 qd duk" too:
punctuation, blanks and marks are no matter to :func:`~search.vietnamese.fold` already; what is left is the zero before
a short number and the letters that stick to it.
"""

from __future__ import annotations

import re

from .folding import fold
from .normalising import normalise

#: Shown wherever a symbol is refused.
EXAMPLES = ("24-QĐ/TW", "845-QĐ/ĐUK", "01/2024/NĐ-CP", "80/2015/QH13")

_NUMBER = r"\d{1,5}[a-zđ]?"
_KIND = r"[A-ZĐ]{2,8}"
#: A body or a chain of them; TTg and QH13 hold more than capitals.
_BODY = r"[A-ZĐƯƠÔÊÂĂ][A-Za-zĐđƯƠÔÊÂĂ0-9]{0,14}(?:-[A-ZĐƯƠÔÊÂĂ][A-Za-zĐđƯƠÔÊÂĂ0-9]{0,14})*"
_PARTY = rf"{_NUMBER}-{_KIND}(?:-[A-ZĐ]{{1,8}})?/{_BODY}"
_STATE_WITH_YEAR = rf"{_NUMBER}/\d{{4}}/(?:{_KIND}-{_BODY}|(?:UBTV)?QH\d{{1,2}})"
_STATE = rf"{_NUMBER}/{_KIND}-{_BODY}"
_WELL_FORMED = re.compile(f"{_PARTY}|{_STATE_WITH_YEAR}|{_STATE}")
_JOINTS = re.compile(r"\s*([-/])\s*")
_DASHES = re.compile("[\u2013\u2014]")


def tidy_symbol(text: str) -> str:
    """Return ``text`` as a symbol is stored: normalised, hyphens for dashes, no blanks around hyphens and strokes."""
    return _JOINTS.sub(r"\1", _DASHES.sub("-", normalise(text))).strip()


def is_symbol(text: str) -> bool:
    """Say whether ``text``, as :func:`tidy_symbol` leaves it, is a well-formed number and symbol of a document."""
    return _WELL_FORMED.fullmatch(text) is not None


_SHORT_NUMBER = 2
_STUCK = re.compile("([0-9]+)([a-z]+)")
# A number, perhaps with its year, then groups of letters, the first of which names the type of document.
_SYMBOL = re.compile(
    "(?<![\\w/-])[0-9]{1,5}(?:/(?:19|20)[0-9]{2})?"
    "(?:\\s?[-/]\\s?[^\\W\\d_]{1,12}[0-9]{0,2}(?:\\.[^\\W\\d_]{1,6})?){1,5}(?![\\w/])"
)


def symbols(text: str) -> list[str]:
    """Return the document symbols in ``text`` as written there, in order: ["845-QĐ/ĐUK", "12/2024/NĐ-CP"].

    A symbol is a number, perhaps with its year, and groups of letters joined by hyphens or slashes, at least one of
    which is in capitals.
    """
    return [found.group() for found in _SYMBOL.finditer(text) if _has_capitals(found.group())]


def symbol_key(symbol: str) -> str:
    """Return the key that every spelling of ``symbol`` shares: "05-NQ/TW", "5 nq tw" and "05NQ/TW" give "5 nq tw"."""
    parts = [part for word in fold(symbol).split() for part in _apart(word)]
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return ``words``, folded and in a row, and the other ways to write their first: 5 as 05, 845qd as 845 qd."""
    first, *rest = words
    heads: list[tuple[str, ...]] = [(first,)]
    stuck = _apart(first)
    if len(stuck) > 1:
        heads.append(stuck)
    number = stuck[0]
    bare = number.lstrip("0") or "0"
    if number.isdigit() and len(bare) <= _SHORT_NUMBER:
        heads += [(other, *stuck[1:]) for other in (bare, bare.rjust(_SHORT_NUMBER, "0")) if other != number]
    return tuple(dict.fromkeys((*head, *rest) for head in heads))


def _apart(word: str) -> tuple[str, ...]:
    match = _STUCK.fullmatch(word)
    return match.groups() if match else (word,)


def _has_capitals(symbol: str) -> bool:
    return any(len(group) > 1 and group.isupper() for group in re.findall("[^\\W\\d_]+", symbol))
