"""The digest of what is frozen, in one fixed spelling, and what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from units.evidence.lines import Line


@dataclass(frozen=True)
class Difference:
    """A line whose number is no longer what it was; None where there was or is no such line."""

    label: str
    then: str | None
    now: str | None


def digest(**told: Any) -> str:
    """SHA-256 over everything that is told, texts and numbers alike."""
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def differences(then: Sequence[Line], now: Sequence[Line]) -> list[Difference]:
    """Where the numbers of ``now`` are not those of ``then``, in the order of ``then``, new lines last."""
    before, after = ({line.code: line for line in lines} for lines in (then, now))
    found = []
    for code in [*before, *(code for code in after if code not in before)]:
        old, new = before.get(code), after.get(code)
        then_figure, now_figure = (line.figure if line else None for line in (old, new))
        if then_figure != now_figure:
            found.append(Difference({**after, **before}[code].label, then_figure, now_figure))
    return found
