"""How units stand in periods that nobody has judged yet: bound, excused, how many items count (ND-9.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from units.calendar import Period
from units.duties import counting
from units.duties.binding import Tie, concerned, ties
from units.duties.models import Duty, DutyExcuse, State
from units.models.register import Unit

#: A duty in one of its periods.
Term = tuple[Duty, Period]


@dataclass(frozen=True)
class Standing:
    """How one unit stands with a duty in a period, and the keys of the rows of the ledger that count."""

    duty: Duty
    period: Period
    tie: Tie
    state: State
    items: list[int] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.tie.unit

    @property
    def counted(self) -> int:
        """How many items count."""
        return len(self.items)


def state_of(binds: bool, counted: int, required: int, excused: bool, is_over: bool) -> State:
    """The one rule of the state: what was given counts first, then an excuse, then whether there is time left."""
    if not binds:
        return State.NOT_BOUND
    if counted >= required:
        return State.FULFILLED
    if excused:
        return State.EXCUSED
    return State.MISSED if is_over else State.PENDING


def reckon(terms: Sequence[Term], now: datetime, units: Iterable[Unit] | None = None) -> list[Standing]:
    """How every unit concerned stands in ``terms`` at ``now``, or only those of ``units`` (fetched by ``concerned``).

    Six queries, whatever the number of terms, units and items.
    """
    if not terms:
        return []
    known = list(concerned({duty for duty, _period in terms}) if units is None else units)
    excused = _excused(terms)
    items = _items(terms, known, now)
    standings = []
    for duty, period in terms:
        for tie in ties(duty, period, known):
            key = (duty.pk, period.first, tie.unit.pk)
            given = items.get(key, []) if tie.binds else []
            state = state_of(tie.binds, len(given), duty.minimum, key in excused, period.ends_at <= now)
            standings.append(Standing(duty, period, tie, state, given))
    return standings


def _excused(terms: Sequence[Term]) -> set[tuple[int, object, int]]:
    wanted = Q(pk__in=[])
    for duty, period in terms:
        wanted |= Q(duty=duty, first=period.first)
    return set(DutyExcuse.objects.standing().filter(wanted).values_list("duty", "first", "unit"))


def _items(terms: Sequence[Term], units: Sequence[Unit], now: datetime) -> dict[tuple[int, object, int], list[int]]:
    """The rows that count, by duty, period and unit: one query for all periods that are judged at the same instant."""
    instants: dict[datetime, list[Term]] = defaultdict(list)
    for duty, period in terms:
        instants[counting.instant_of(period, now)].append((duty, period))
    found: dict[tuple[int, object, int], list[int]] = defaultdict(list)
    for instant, those in instants.items():
        wanted = Q(pk__in=[])
        for duty, period in those:
            wanted |= Q(kind=duty.kind, published_at__gte=period.begins_at, published_at__lt=period.ends_at)
        rows = (
            counting.rows_at(instant)
            .filter(wanted, unit__in=[unit.pk for unit in units])
            .order_by("published_at", "pk")
        )
        for pk, unit, kind, at in rows.values_list("pk", "unit", "kind", "published_at"):
            for duty, period in those:
                if kind == duty.kind and period.begins_at <= at < period.ends_at:
                    found[duty.pk, period.first, unit].append(pk)
    return found
