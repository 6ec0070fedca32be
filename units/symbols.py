"""Symbols of documents, such as 845-QĐ/ĐUK: written one way, so that items about the same document find each other."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise

#: A number, perhaps with a letter and the year, then the kind of document and who issued it.
SYMBOL = re.compile(r"\d+[A-Za-zĐđ]?(?:/\d{4})?[-/][^\W\d_]+(?:[-/.&]\w+)*")
DASHES = re.compile(r"\s*([-/])\s*")
EXAMPLE = "845-QĐ/ĐUK"


def tidy(symbol: str) -> str:
    """``symbol`` in NFC, with plain dashes and without blanks around them; letters stay as they are typed."""
    return DASHES.sub(r"\1", " ".join(normalise(symbol).replace("–", "-").replace("—", "-").split()))


def validate(symbol: str) -> None:
    """Raise ``ValidationError``, with an example of a right one, for what is no symbol of a document."""
    if not SYMBOL.fullmatch(tidy(symbol)):
        raise ValidationError(
            _("“%(symbol)s” is not the symbol of a document; write its number and symbol, such as %(example)s."),
            params={"symbol": symbol, "example": EXAMPLE},
            code="symbol",
        )
