"""How far a unit has come with a quota, and where it will end at the present pace (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.contributions.figures import name_on
from units.quotas import counting
from units.quotas.counting import Tally
from units.quotas.models import Quota

#: Before so much of a period has passed its pace says nothing.
TOO_EARLY = 0.1


class Standing(TextChoices):
    """How a unit stands with a quota."""

    MET = "met", _("met")
    ON_COURSE = "on_course", _("on course")
    BEHIND = "behind", _("falling behind")
    MISSED = "missed", _("not met")

    @property
    def icon(self) -> str:
        """The icon beside the word: no state is told by its colour alone."""
        return ICONS[self.value]


ICONS = {"met": "circle-check", "on_course": "time", "behind": "warning", "missed": "circle-xmark"}
SHORT = (Standing.BEHIND, Standing.MISSED)


@dataclass(frozen=True)
class Progress:
    """One quota at one moment."""

    quota: Quota
    tally: Tally
    now: datetime

    @property
    def unit_name(self) -> str:
        """The unit's name of the last day of the period."""
        return name_on(self.quota.unit, self.quota.period.last)

    @property
    def counted(self) -> int:
        """The items that count."""
        return len(self.tally.counted)

    @property
    def missing(self) -> int:
        """How many items are missing."""
        return max(0, self.quota.number - self.counted)

    @property
    def percent(self) -> int:
        """How much of the quota is there, rounded down; a quota of nothing is met."""
        return 100 * self.counted // self.quota.number if self.quota.number else 100

    @property
    def forecast(self) -> int | None:
        """How many there will be at the end at the present pace, rounded down; None while it is too early to tell."""
        return forecast(self.counted, self.quota.period, self.now)

    @property
    def is_over(self) -> bool:
        """Whether the period has ended, so that nothing is left to forecast."""
        return self.now >= self.quota.period.ends_at

    @property
    def standing(self) -> Standing:
        """How the unit stands."""
        if self.counted >= self.quota.number:
            return Standing.MET
        if self.is_over:
            return Standing.MISSED
        expected = self.forecast
        return Standing.ON_COURSE if expected is None or expected >= self.quota.number else Standing.BEHIND

    @property
    def is_short(self) -> bool:
        """Whether it belongs on the list of shortfalls."""
        return self.standing in SHORT


def forecast(counted: int, period: Period, now: datetime) -> int | None:
    """``counted`` carried on to the end of ``period`` at the pace until ``now``; None while it is too early to tell."""
    if now >= period.ends_at:
        return counted
    passed, whole = now - period.begins_at, period.ends_at - period.begins_at
    # In whole microseconds, so that a pace that is just enough is not rounded to too little.
    return None if passed < TOO_EARLY * whole else int(counted * whole // passed) if counted else 0


def progress_of(quotas: Iterable[Quota], now: datetime) -> list[Progress]:
    """How each of ``quotas``, all of one period, stands at ``now``; one query."""
    quotas = list(quotas)
    if not quotas:
        return []
    tallies = counting.tallies(quotas[0].period, (quota.unit_id for quota in quotas), now)
    return [Progress(quota, tallies.get((quota.unit_id, quota.kind), Tally()), now) for quota in quotas]
