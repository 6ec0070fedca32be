"""Which stage made an item late: replays its history; the same history always gives the same answer (ND-8.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: How to count the minutes from one moment to another.
Measure = Callable[[datetime, datetime], int]


@dataclass(frozen=True)
class Spell:
    """A time during which one stage held the item; ``ended`` is None while it still does."""

    stage: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True)
class Delay:
    """What became of a due moment.

    ``stage`` is the one that held the item when the moment passed, and None for an item in time or without history;
    ``minutes`` says how long each stage held the item, in the order in which it came to them.
    """

    late: bool
    stage: str | None
    minutes_late: int
    minutes: tuple[tuple[str, int], ...]


def every_minute(first: datetime, last: datetime) -> int:
    """Whole minutes of the clock between two moments."""
    return max(last - first, timedelta()) // timedelta(minutes=1)


def replay(
    spells: Iterable[Spell],
    due: datetime | None,
    finished_at: datetime | None,
    now: datetime,
    measure: Measure = every_minute,
) -> Delay:
    """The delay of an item that was public at ``finished_at``, or is not yet public ``now``.

    Lateness is counted on the clock, the stages' minutes by ``measure``. The order of ``spells`` does not matter, and a
    later ``now`` only makes the open spell longer.
    """
    until = finished_at or now
    told = sorted(
        (spell for spell in spells if spell.began <= until),
        key=lambda spell: (spell.began, spell.ended is None, spell.ended or until, spell.stage),
    )
    minutes: dict[str, int] = {}
    for spell in told:
        end = min(spell.ended or until, until)
        minutes[spell.stage] = minutes.get(spell.stage, 0) + measure(spell.began, end)
    if due is None or until < due:
        return Delay(False, None, 0, tuple(minutes.items()))
    return Delay(True, _holder(told, due), every_minute(due, until), tuple(minutes.items()))


def _holder(told: list[Spell], moment: datetime) -> str | None:
    """The stage that held the item at ``moment``; between two spells the one that had it last, before all the first."""
    begun = [spell for spell in told if spell.began <= moment]
    holding = [spell for spell in begun if spell.ended is None or spell.ended > moment]
    if holding:
        return holding[-1].stage
    if begun:
        return max(begun, key=lambda spell: (spell.ended or moment, spell.began, spell.stage)).stage
    return told[0].stage if told else None
