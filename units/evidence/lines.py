"""A line of evidence, and the sources that give such lines; rooms above register theirs (LD-5.2, LD-7.1).

The quarterly evaluation shows the lines of a quarter, the annual scorecard gives points for those of a year: both ask
here, so they can never tell a unit two different things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from units.calendar import Period
from units.models.register import Unit


@dataclass(frozen=True)
class Line:
    """Something that was counted. ``due`` is how much was asked for, None where nothing was.

    ``code`` stays the same however often the line is worked out. ``measure`` is the question of a scorecard that it
    answers, empty for none; ``url`` is where the items behind it are.
    """

    code: str
    label: str
    value: int
    due: int | None = None
    measure: str = ""
    url: str = ""

    @property
    def achieved(self) -> int:
        """How much of what was asked for is there; more than that counts no more."""
        return min(self.value, self.due or 0)

    @property
    def figure(self) -> str:
        """The number in words: "5" or "5/6"."""
        return f"{self.value}" if self.due is None else f"{self.value}/{self.due}"

    def stored(self) -> dict[str, Any]:
        """The line as it is kept."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Line:
        """The line as it was kept."""
        return cls(**kept)


Source = Callable[[Sequence[Unit], str, Period], Mapping[int, Sequence[Line]]]
"""From units and a quarter or year (its span and days) to the lines of each unit, in a number of queries that does not
grow with the units."""

_sources: dict[str, tuple[int, Source]] = {}


def register(name: str, source: Source, order: int) -> None:
    """Add what ``source`` counts to every evaluation and scorecard, by ``order``; a name again replaces it."""
    _sources[name] = order, source


def lines_of(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """Every line of each of ``units`` in ``period``, source after source."""
    found: dict[int, list[Line]] = {unit.pk: [] for unit in units}
    for _order, source in sorted(_sources.values(), key=lambda known: known[0]):
        for unit, lines in source(units, span, period).items():
            found[unit].extend(lines)
    return found
