"""The matrix of units and periods: stored verdicts where a period is judged, the standing of now elsewhere (ND-9.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from units.calendar import Period
from units.contributions.figures import name_on
from units.contributions.periods import day_text
from units.contributions.readers import Reach
from units.duties import spans, telling
from units.duties.binding import concerned
from units.duties.models import Duty, DutyVerdict, State, Why
from units.duties.reckoning import Standing, reckon
from units.models.register import Unit


@dataclass(frozen=True)
class Cell:
    """How one unit stands in one period; ``is_provisional`` where that is over but not judged yet."""

    unit: Unit
    unit_name: str
    period: Period
    state: State
    counted: int
    required: int
    why: str
    why_on: date | None
    is_provisional: bool
    url: str

    @property
    def reason(self) -> str:
        """Why the duty does not bind the unit, with the day; empty where it does."""
        if not self.why:
            return ""
        return f"{Why(self.why).label} ({day_text(self.why_on)})" if self.why_on else str(Why(self.why).label)

    @property
    def figures(self) -> str:
        """How much of what is asked for, such as "1/1"; nothing where nothing is owed."""
        return "" if self.state == State.NOT_BOUND else f"{self.counted}/{self.required}"


@dataclass(frozen=True)
class Line:
    """One unit's line; a cell is None where the duty does not concern the unit in that period."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole table of one duty and one year."""

    duty: Duty
    year: int
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]

    @property
    def heads(self) -> list[str]:
        """The periods as heads of columns."""
        return [spans.short_label(self.duty.span, period) for period in self.periods]

    @property
    def sums(self) -> list[str]:
        """How many of the units that were bound fulfilled it, period by period."""
        told = []
        for place in range(len(self.periods)):
            owed = [line.cells[place] for line in self.lines]
            bound = [cell for cell in owed if cell and cell.state not in {State.NOT_BOUND, State.EXCUSED}]
            told.append(f"{sum(cell.state == State.FULFILLED for cell in bound)}/{len(bound)}")
        return told


def matrix(duty: Duty, year: int, reach: Reach, now: datetime) -> Matrix:
    """The table for whoever has ``reach``: periods that have begun and that the duty covers; eight queries at most."""
    begun = [each for each in spans.within_year(duty.span, year) if each.begins_at <= now and duty.covers(each)]
    cells = cells_of(duty, begun, now)
    seen = cells if reach.everything else {unit.pk: cells[unit.pk] for unit in reach.units if unit.pk in cells}
    lines = []
    for known in seen.values():
        last = max(known)
        lines.append(Line(known[last].unit_name, tuple(known.get(each.first) for each in begun)))
    return Matrix(duty, year, tuple(begun), tuple(lines))


def cells_of(duty: Duty, wanted: Iterable[Period], now: datetime) -> dict[int, dict[date, Cell]]:
    """Every cell of ``wanted``, by unit in protocol order and by first day."""
    by_first = {period.first: period for period in wanted}
    settled = set(duty.settlements.filter(first__in=by_first).values_list("first", flat=True))
    verdicts = DutyVerdict.objects.standing().filter(settlement__duty=duty, settlement__first__in=settled)
    found = [_settled(duty, verdict) for verdict in verdicts.select_related("settlement", "unit__kind")]
    left = [(duty, period) for first, period in by_first.items() if first not in settled]
    found += [_living(standing, now) for standing in reckon(left, now)]
    cells: dict[int, dict[date, Cell]] = {}
    for cell in sorted(found, key=lambda each: (each.unit.kind.order, each.unit.order, each.unit.name)):
        cells.setdefault(cell.unit.pk, {})[cell.period.first] = cell
    return cells


def cell_of(duty: Duty, unit: Unit, period: Period, now: datetime) -> Cell | None:
    """One cell; None where the duty does not concern the unit in that period."""
    verdicts = DutyVerdict.objects.standing().filter(settlement__duty=duty, settlement__first=period.first)
    if duty.settlements.filter(first=period.first).exists():
        verdict = verdicts.filter(unit=unit).select_related("settlement", "unit__kind").first()
        return _settled(duty, verdict) if verdict else None
    only = concerned([duty]).filter(pk=unit.pk)
    return next((_living(standing, now) for standing in reckon([(duty, period)], now, list(only))), None)


def _settled(duty: Duty, verdict: DutyVerdict) -> Cell:
    period = spans.period_of(duty.span, verdict.settlement.first)
    return Cell(
        unit=verdict.unit,
        unit_name=verdict.unit_name,
        period=period,
        state=State(verdict.state),
        counted=verdict.counted,
        required=verdict.required,
        why=verdict.why,
        why_on=verdict.why_on,
        is_provisional=False,
        url=telling.cell_address(duty, verdict.unit, period),
    )


def _living(standing: Standing, now: datetime) -> Cell:
    duty, unit, period = standing.duty, standing.unit, standing.period
    return Cell(
        unit=unit,
        unit_name=name_on(unit, period.last),
        period=period,
        state=standing.state,
        counted=standing.counted,
        required=duty.minimum,
        why=standing.tie.why,
        why_on=standing.tie.on,
        is_provisional=period.ends_at <= now,
        url=telling.cell_address(duty, unit, period),
    )
