"""Numbers and symbols of Vietnamese documents: what one looks like, and one spelling of it.

The Party writes the kind before the body (``24-QĐ/TW``, ``05-HD/VPTW``), the State a year or a hyphen
(``01/2024/NĐ-CP``, ``80/2015/QH13``, ``1234/QĐ-TTg``).
"""

import re

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
_SYMBOL = re.compile(f"{_PARTY}|{_STATE_WITH_YEAR}|{_STATE}")
_JOINTS = re.compile(r"\s*([-/])\s*")
_DASHES = re.compile("[\u2013\u2014]")


def tidy_symbol(text: str) -> str:
    """Return ``text`` as a symbol is stored: normalised, hyphens for dashes, no blanks around hyphens and strokes."""
    return _JOINTS.sub(r"\1", _DASHES.sub("-", normalise(text))).strip()


def is_symbol(text: str) -> bool:
    """Say whether ``text``, as :func:`tidy_symbol` leaves it, is a well-formed number and symbol of a document."""
    return _SYMBOL.fullmatch(text) is not None
