"""Of whom an evaluation is asked, for which quarter and until when: data, by the terms in force (LD-5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from units import calendar
from units.calendar import Period
from units.contributions.figures import existed
from units.contributions.periods import day_text
from units.duties import spans
from units.duties.spans import Every
from units.evaluations.models import EvaluationTerms
from units.models.register import Unit
from units.periods.closing import GRACE


@dataclass(frozen=True)
class Quarter:
    """A quarter with the terms that hold for it."""

    period: Period
    terms: EvaluationTerms

    @property
    def first(self) -> date:
        """Its first day."""
        return self.period.first

    @property
    def label(self) -> str:
        """It in words."""
        return spans.label(Every.QUARTER, self.period)

    @property
    def due(self) -> date:
        """The last day for the units to send their evaluations."""
        return self.period.last + timedelta(days=self.terms.days)

    @property
    def due_text(self) -> str:
        """That day in words."""
        return day_text(self.due)

    def is_overdue(self, now: datetime) -> bool:
        """Whether what has not been sent is late."""
        return calendar.day_of(now) > self.due

    def was_late(self, sent: datetime | None) -> bool:
        """Whether what was sent at ``sent`` came after the due day."""
        return sent is not None and calendar.day_of(sent) > self.due


def quarter(first: date) -> Quarter | None:
    """The quarter that begins on ``first``; None where nothing is asked of the units for it."""
    terms = EvaluationTerms.objects.for_quarter(first)
    return Quarter(spans.period_of(Every.QUARTER, first), terms) if terms is not None else None


def last_over(now: datetime) -> Quarter | None:
    """The quarter that ended last and is asked for; None where the last one is not."""
    running = spans.period_of(Every.QUARTER, calendar.day_of(now))
    before = spans.period_of(Every.QUARTER, running.first - spans.DAY)
    return quarter(before.first)


def due_within(period: Period) -> Iterator[Quarter]:
    """The quarters whose due day lies in ``period``, oldest first."""
    for year in range(period.first.year - 1, period.last.year + 1):
        for each in spans.within_year(Every.QUARTER, year):
            found = quarter(each.first)
            if found is not None and period.first <= found.due <= period.last:
                yield found


def units_of(one: Quarter) -> list[Unit]:
    """The units that existed on the last day of the quarter, in protocol order; a unit that has ended since owes
    nothing, since nobody is left to write."""
    units = Unit.objects.in_protocol_order().prefetch_related("former_names")
    return [unit for unit in units if is_of(one, unit)]


def is_of(one: Quarter, unit: Unit) -> bool:
    """Whether the evaluation of a quarter is asked of ``unit``."""
    day = Period(one.period.last, one.period.last)
    return existed(unit, day) and (unit.valid_to is None or unit.valid_to > one.due)


def refusal(unit: Unit, first: date, now: datetime) -> str | None:
    """Why ``unit`` cannot evaluate the quarter that begins on ``first`` now; None if it can."""
    found = quarter(first)
    period = spans.period_of(Every.QUARTER, first)
    values = {"period": spans.label(Every.QUARTER, period), "unit": unit.name}
    if found is None:
        return _("No evaluation is asked for in %(period)s.") % values
    if now < period.ends_at + GRACE:
        return _("%(period)s is not over yet; its figures are closed in the night after its last day.") % values
    if unit.pk not in {each.pk for each in units_of(found)}:
        return _("%(unit)s did not exist at the end of %(period)s, so nothing is asked of it.") % values
    return None
