"""The field validator of a document's number and symbol; what one looks like, ``search.vietnamese.symbols`` says."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.vietnamese import is_symbol, tidy_symbol
from search.vietnamese.symbols import EXAMPLES


def validate(symbol: str) -> None:
    """Raise ``ValidationError``, with examples of right ones, for what is no number and symbol of a document."""
    if not is_symbol(tidy_symbol(symbol)):
        raise ValidationError(
            _("“%(symbol)s” is no number and symbol of a document; write it like one of: %(examples)s."),
            params={"symbol": tidy_symbol(symbol), "examples": ", ".join(EXAMPLES)},
            code="symbol",
        )
