"""What a period holds at closing: a month from the ledger, a quarter or year as the sum of its months (LD-6.1a)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max

from units.calendar import Period
from units.contributions import countable
from units.contributions.figures import existed, name_on
from units.contributions.models import Contribution
from units.contributions.selection import kind_name
from units.models.register import Unit
from units.periods.models import ALL_SECTIONS, ClosedFigure, ClosedPeriod

#: Kind and section of a figure.
Cell = tuple[str, str]


@dataclass
class FrozenLine:
    """One unit's figures: its name as it was, and its items by kind and section."""

    unit: int
    name: str
    cells: Counter[Cell] = field(default_factory=Counter)


@dataclass(frozen=True)
class Frozen:
    """All that is stored of a period, in the order of the protocol."""

    kinds: list[list[str]]
    lines: list[FrozenLine]
    ledger_end: int = 0

    @property
    def total(self) -> int:
        """Items, each counted once."""
        return sum(count for line in self.lines for (_, section), count in line.cells.items() if not section)


def of_month(period: Period) -> Frozen:
    """The month as the ledger has it now: one GROUP BY, whatever its size; every unit that existed has a line."""
    end: int = Contribution.objects.aggregate(end=Max("pk"))["end"] or 0
    found: dict[int, tuple[datetime, FrozenLine]] = {}
    rows = Contribution.objects.within(period).filter(pk__lte=end).order_by()
    grouped = rows.values_list("unit", "unit_name", "kind", "sections")
    for unit, name, kind, sections, number, latest in grouped.annotate(number=Count("pk"), latest=Max("published_at")):
        seen, line = found.setdefault(unit, (latest, FrozenLine(unit, name)))
        if latest > seen:
            line.name = name
            found[unit] = (latest, line)
        for section in {ALL_SECTIONS, *sections}:
            line.cells[kind, section] += number
    units = Unit.objects.order_by("kind__order", "order", "name", "pk").prefetch_related("former_names")
    lines = [
        found[unit.pk][1] if unit.pk in found else FrozenLine(unit.pk, name_on(unit, period.last))
        for unit in units
        if unit.pk in found or existed(unit, period)
    ]
    return Frozen(_kinds(line.cells for line in lines), lines, end)


def _kinds(cells: Iterable[Counter[Cell]]) -> list[list[str]]:
    known = list(countable.kinds())
    retired = sorted({kind for each in cells for kind, _section in each} - set(known))
    return [[code, kind_name(code)] for code in [*known, *retired]]


def of_months(months: list[ClosedPeriod]) -> Frozen:
    """The sum of closed months, without their corrections; units, names and columns as in the last of them."""
    kinds: dict[str, str] = {}
    order: dict[int, FrozenLine] = {}
    for month in reversed(months):
        kinds = {**dict(month.kinds), **kinds}
        for line in stored(month).lines:
            order.setdefault(line.unit, FrozenLine(line.unit, line.name)).cells.update(line.cells)
    return Frozen([[code, name] for code, name in kinds.items()], list(order.values()))


def stored(period: ClosedPeriod) -> Frozen:
    """What was stored of ``period``; two queries."""
    lines = {line.pk: FrozenLine(line.unit_id, line.unit_name) for line in period.lines.order_by("place")}
    figures = ClosedFigure.objects.filter(line__period=period).values_list("line", "kind", "section", "count")
    for line, kind, section, count in figures:
        lines[line].cells[kind, section] = count
    return Frozen(period.kinds, list(lines.values()), period.ledger_end)


def digest(span: str, first: date, frozen: Frozen) -> str:
    """SHA-256 over everything that is stored, in one fixed spelling."""
    told = {
        "span": str(span),
        "first": first.isoformat(),
        "kinds": frozen.kinds,
        "ledger_end": frozen.ledger_end,
        "lines": [
            [line.unit, line.name, sorted([kind, section, count] for (kind, section), count in line.cells.items())]
            for line in frozen.lines
        ],
    }
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def is_intact(period: ClosedPeriod) -> bool:
    """Whether the stored figures still have the digest of the day on which they were closed."""
    return digest(period.span, period.first, stored(period)) == period.digest
