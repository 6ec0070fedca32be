"""The table as bars, drawn on the server: lengths in per cent, texts at their own size, so that it reads on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from units.contributions.figures import Figures

SHOWN = 15
STEP = 46
BAR_TOP = 22
#: The longest bar leaves room for the number after it.
LONGEST = 82
LABEL_LENGTH = 42


@dataclass(frozen=True)
class Bar:
    """One bar: its label (cut for the drawing), its full name, its number and where it stands."""

    name: str
    count: int
    top: int
    percent: int

    @property
    def label(self) -> str:
        """The name as far as a phone has room for it."""
        return self.name if len(self.name) <= LABEL_LENGTH else f"{self.name[: LABEL_LENGTH - 1].rstrip()}…"

    @property
    def baseline(self) -> int:
        """Where the label is written."""
        return self.top + 15

    @property
    def bar_top(self) -> int:
        """Where the bar begins."""
        return self.top + BAR_TOP

    @property
    def number_baseline(self) -> int:
        """Where the number is written."""
        return self.top + BAR_TOP + 12


@dataclass(frozen=True)
class Chart:
    """Bars, what the units without a bar of their own gave together, and the sentence that says all of it."""

    title: str
    bars: tuple[Bar, ...]
    rest: str

    @property
    def description(self) -> str:
        """The drawing in words."""
        return "; ".join([*(f"{bar.name}: {bar.count}" for bar in self.bars), *([self.rest] if self.rest else [])])

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return len(self.bars) * STEP


def draw(table: Figures, period: str) -> Chart | None:
    """The units by number, largest first, or one unit's kinds; nothing where there is nothing to draw."""
    if not table.total:
        return None
    if len(table.lines) == 1:
        title = _("Contributions of %(unit)s by kind, %(period)s") % {"unit": table.lines[0].name, "period": period}
        counts = [(name, table.by_kind[code]) for code, name in table.kinds if table.by_kind[code]]
    else:
        title = _("Contributions by unit, %(period)s") % {"period": period}
        counts = [(line.name, line.total) for line in table.lines if line.total]
    return bars_of(title, counts, _("%(number)s other units: %(count)s"))


def bars_of(title: str, counts: Sequence[tuple[str, int]], rest: str) -> Chart | None:
    """The largest of ``counts`` as bars; ``rest`` words what is left over. Nothing where there is nothing to draw."""
    ordered = sorted((entry for entry in counts if entry[1] > 0), key=lambda entry: -entry[1])
    if not ordered:
        return None
    shown, others = ordered[:SHOWN], ordered[SHOWN:]
    together = {"number": len(others), "count": sum(count for _name, count in others)}
    most = shown[0][1]
    bars = tuple(
        Bar(name, count, place * STEP, max(1, round(LONGEST * count / most)))
        for place, (name, count) in enumerate(shown)
    )
    return Chart(title, bars, rest % together if others else "")
