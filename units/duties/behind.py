"""What stands behind one cell of the matrix: items, excuses, verdicts and reminders (ND-9.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpRequest

from units.calendar import Period
from units.contributions.items import Entry, entries, with_people
from units.contributions.models import Contribution, ContributionQuerySet
from units.duties import counting
from units.duties.models import Duty, DutyExcuse, DutyReminder, DutyVerdict
from units.models.register import Unit

#: So many items that do not count are named; the contribution report has all of them.
LEFT_OUT_SHOWN = 20


@dataclass(frozen=True)
class Behind:
    """One duty, one unit, one period, looked at from ``now``."""

    duty: Duty
    unit: Unit
    period: Period
    now: datetime

    @cached_property
    def verdicts(self) -> list[DutyVerdict]:
        """Every verdict about the unit in this period, the one that stands last."""
        made = DutyVerdict.objects.filter(
            settlement__duty=self.duty, settlement__first=self.period.first, unit=self.unit
        )
        return list(made.select_related("made_by").order_by("pk"))

    def counting(self) -> QuerySet[Contribution]:
        """The items that count: those of the verdict or, before there is one, those that count now."""
        if self.verdicts:
            rows = Contribution.objects.filter(pk__in=self.verdicts[-1].items)
        else:
            rows = self._given(counting.rows_at(counting.instant_of(self.period, self.now)))
        return with_people(rows).order_by("-published_at", "-pk")

    def left_out(self) -> list[Contribution]:
        """Items that went public in the period and do not count: held or withdrawn before it was over."""
        rows = self._given(Contribution.objects.all()).exclude(pk__in=self.counting().order_by().values("pk"))
        return list(rows.order_by("-published_at", "-pk")[:LEFT_OUT_SHOWN])

    @cached_property
    def excuses(self) -> list[DutyExcuse]:
        """The excuses for this period, ended ones included."""
        given = DutyExcuse.objects.filter(duty=self.duty, unit=self.unit, first=self.period.first)
        return list(given.select_related("by", "ended_by", "duty").order_by("pk"))

    @cached_property
    def reminders(self) -> list[DutyReminder]:
        """The reminders that were given."""
        given = DutyReminder.objects.filter(duty=self.duty, unit=self.unit, first=self.period.first)
        return list(given.order_by("at", "-days"))

    @staticmethod
    def entries(rows: Iterable[Contribution], request: HttpRequest) -> list[Entry]:
        """``rows`` with the addresses that the person may open."""
        return entries(rows, request)

    def _given(self, rows: ContributionQuerySet) -> ContributionQuerySet:
        return rows.within(self.period).filter(unit=self.unit, kind=self.duty.kind)
