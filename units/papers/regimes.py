"""Which document rules a paper follows: those in force on its day (N-10)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("regimes.toml")


@dataclass(frozen=True)
class Margins:
    """White around the text, in millimetres."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Regime:
    """One set of rules: what it is called, from when it holds and what it says of the page.

    ``closing`` follows the last word of the text; ``size`` is that of the text, in points.
    """

    rules: str
    valid_from: date
    closing: str
    margins: Margins
    size: int


def in_force(day: date) -> Regime:
    """The rules of ``day``; the oldest known for a day before all of them."""
    known = _known()
    return next((regime for regime in reversed(known) if regime.valid_from <= day), known[0])


@cache
def _known() -> list[Regime]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["regimes"]
    regimes = [Regime(**{**entry, "margins": Margins(**entry["margins"])}) for entry in entries]
    return sorted(regimes, key=lambda regime: regime.valid_from)
