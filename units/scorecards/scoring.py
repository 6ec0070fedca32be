"""From criteria and lines of evidence to points; every point stands on a line, and the parts add up (LD-7.1).

A criterion gives its points by the share of what was due that was achieved, over all its lines, to a tenth of a point,
half a tenth up. Its lines get their parts of them by what each achieved, the last tenths by the largest remainders.
Where nothing was due a criterion is left out: nobody gains or loses by what was not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from units.evidence import measures
from units.evidence.lines import Line
from units.remuneration.money import split

TENTHS = 10


@dataclass(frozen=True)
class Scored:
    """One criterion: the most points it gives, the lines behind it and what each earned, in tenths of a point."""

    measure: str
    name: str
    points: int
    lines: tuple[tuple[Line, int], ...]

    @property
    def is_asked(self) -> bool:
        """Whether anything was due."""
        return self.due > 0

    @property
    def due(self) -> int:
        """What was asked for, over all lines."""
        return sum(line.due or 0 for line, _earned in self.lines)

    @property
    def achieved(self) -> int:
        """What of it is there."""
        return sum(line.achieved for line, _earned in self.lines)

    @property
    def earned(self) -> int:
        """The points in tenths: the sum of what the lines earned, nothing else."""
        return sum(earned for _line, earned in self.lines)

    @property
    def possible(self) -> int:
        """The most points in tenths; nothing where nothing was due."""
        return self.points * TENTHS if self.is_asked else 0

    def stored(self) -> dict[str, Any]:
        """It as it is kept."""
        lines = [[line.stored(), earned] for line, earned in self.lines]
        return {"measure": self.measure, "name": self.name, "points": self.points, "lines": lines}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Scored:
        """It as it was kept."""
        lines = tuple((Line.read(line), earned) for line, earned in kept["lines"])
        return cls(kept["measure"], kept["name"], kept["points"], lines)


def score(criteria: Iterable[tuple[str, int]], lines: Sequence[Line]) -> list[Scored]:
    """Every criterion (measure and points) with its points from ``lines``."""
    return [
        _scored(measure, points, [line for line in lines if line.measure == measure]) for measure, points in criteria
    ]


def _scored(measure: str, points: int, lines: Sequence[Line]) -> Scored:
    achieved, due = (sum(numbers) for numbers in ([line.achieved for line in lines], [line.due or 0 for line in lines]))
    # Half up in whole numbers.
    earned = (2 * points * TENTHS * achieved + due) // (2 * due) if due else 0
    parts = split(earned, [line.achieved for line in lines]) if achieved else [0] * len(lines)
    return Scored(measure, measures.name_of(measure), points, tuple(zip(lines, parts, strict=True)))


def in_points(tenths: int) -> str:
    """Tenths as points, such as "8,5"."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole},{rest}" if rest else str(whole)


def per_cent(earned: int, possible: int) -> int:
    """How much of what was possible was earned, rounded down."""
    return 100 * earned // possible if possible else 0
