"""Which words look like somebody's personal data: those the log does not keep (ND-5.5c)."""

from __future__ import annotations

import re

from search.vietnamese import normalise

#: What stands instead of words left out of a sentence.
LEFT_OUT = "[…]"

_EMAIL = r"[^\s@]+@[^\s@]+"
#: Telephone (9 to 11 digits, +84 or not), citizen id (12; 9 of old), account and card numbers, however they are
#: grouped. Symbols and dates have slashes or fewer digits: 01/2024/NĐ-CP, 05/02/2026 and "2020 - 2025" pass.
_LONG_NUMBER = r"(?<!\d)\+?\(?\d(?:[\s.()-]{0,3}\d){8,}"
#: A Party member's card: eight digits, or two and six.
_CARD = r"(?<!\d)(?:\d{8}|\d{2}[. ]\d{6})(?!\d)"
_PERSONAL = re.compile(f"{_EMAIL}|{_LONG_NUMBER}|{_CARD}")


def looks_personal(text: str) -> bool:
    """Whether ``text`` holds what looks like a telephone number, an e-mail address or the number of a person's card."""
    return _PERSONAL.search(normalise(text)) is not None


def without_personal(text: str) -> str:
    """``text``, normalised, with ``LEFT_OUT`` instead of what looks like personal data."""
    return _PERSONAL.sub(LEFT_OUT, normalise(text))
