"""What an address of the index of situations asks for, and the addresses of what is asked next.

/tinh-huong/?q=chuyen+sinh+hoat&field=to-chuc&unit=btctu&quarter=2026-4&page=2
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from knowledge.models.situations import PUBLIC_ROOT
from knowledge.public.quarters import Quarter
from search.vietnamese import normalise

LONGEST_QUERY = 200
LONGEST_CODE = 60


@dataclass(frozen=True)
class Asked:
    """Words, and the codes of what they are narrowed to; empty where a reader left them open."""

    words: str = ""
    field: str = ""
    unit: str = ""
    quarter: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Asked:
        """Read an address. Never raises; a quarter that there is not is left out, words are cut at 200 characters."""
        quarter = Quarter.read(parameters.get("quarter", ""))
        return cls(
            words=" ".join(normalise(parameters.get("q", "")).split())[:LONGEST_QUERY],
            field=_code(parameters.get("field", "")),
            unit=_code(parameters.get("unit", "")),
            quarter=quarter.code if quarter else "",
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is on."""
        return bool(self.field or self.unit or self.quarter)

    @property
    def is_plain(self) -> bool:
        """Whether nothing at all was asked."""
        return not (self.words or self.is_narrowed)

    def has(self, facet: str, code: str) -> bool:
        """Whether ``facet`` (field, unit or quarter) is narrowed to ``code``."""
        return bool(getattr(self, facet) == code)

    def toggled(self, facet: str, code: str) -> str:
        """The address with ``facet`` narrowed to ``code``, or open again where it was."""
        return replace(self, **{facet: "" if self.has(facet, code) else code}).address

    @property
    def without_filters(self) -> str:
        """The address with the words alone."""
        return Asked(self.words).address

    @property
    def address(self) -> str:
        """Where this is asked, from the first page on."""
        named: dict[str, Any] = {
            "q": self.words,
            "field": self.field,
            "unit": self.unit,
            "quarter": self.quarter,
        }
        pairs = {name: value for name, value in named.items() if value}
        return f"/{PUBLIC_ROOT}/?{urlencode(pairs)}" if pairs else f"/{PUBLIC_ROOT}/"


def _code(typed: str) -> str:
    return normalise(typed).strip()[:LONGEST_CODE]
