"""Telling of quotas that are falling short: a unit's people, its leader, the office, each once (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.calendar import Period
from units.contributions.periods import day_text
from units.duties import spans
from units.duties.reminding import HOUR
from units.duties.spans import Every
from units.duties.telling import NAMED, leaders, office, people_who_owe
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.register import Unit
from units.quotas.models import Quota, QuotaWarning, Step
from units.quotas.progress import Progress, progress_of

WEEK = timedelta(days=7)
#: So long after its end a period is still told of; a machine that was off for longer tells nobody of old quotas.
TOLD_FOR = timedelta(days=31)


@dataclass(frozen=True)
class Behind:
    """A unit that is behind with quotas of a period, and the steps that one message stands for."""

    unit: Unit
    span: str
    period: Period
    short: tuple[Progress, ...]
    reached: tuple[Step, ...]

    @property
    def label(self) -> str:
        """The period in words."""
        return spans.label(self.span, self.period)

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return f"{self.label}: {self.unit.name} ({_listed(self.short)})"

    def give(self) -> list[Message]:
        """Tell the unit's people, or after the end its leader; nobody where another run was faster."""
        try:
            with transaction.atomic():
                _mark(self)
                return self._tell()
        except IntegrityError:
            return []

    def _tell(self) -> list[Message]:
        values = {"unit": self.unit.label, "period": self.label, "short": _listed(self.short)}
        if Step.OVER in self.reached:
            sentence = _("%(unit)s did not meet its quota in %(period)s: %(short)s.") % values
            return tell(leaders(self.unit), Kind.OVERDUE, sentence, address(self.span, self.period))
        sentence = _(
            "At the present pace %(unit)s will not meet its quota in %(period)s: %(short)s. The period ends on %(day)s."
        ) % {**values, "day": day_text(self.period.last)}
        return tell(people_who_owe(self.unit), Kind.WAITING, sentence, address(self.span, self.period))


@dataclass(frozen=True)
class Shortfall:
    """A period that is over with every unit that fell short of a quota: told to the leaders and once to the office."""

    units: tuple[Behind, ...]

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return "; ".join(behind.line for behind in self.units)

    def give(self) -> list[Message]:
        """Tell each leader and the office; nobody where another run was faster."""
        try:
            with transaction.atomic():
                told = [message for behind in self.units for message in self._one(behind)]
                return told + self._office()
        except IntegrityError:
            return []

    @staticmethod
    def _one(behind: Behind) -> list[Message]:
        _mark(behind)
        return behind._tell()

    def _office(self) -> list[Message]:
        first = self.units[0]
        names = ", ".join(behind.unit.name for behind in self.units[:NAMED])
        if len(self.units) > NAMED:
            names = _("%(names)s and %(number)s more") % {"names": names, "number": len(self.units) - NAMED}
        sentence = ngettext(
            "%(count)s unit did not meet its quota in %(period)s: %(names)s.",
            "%(count)s units did not meet their quotas in %(period)s: %(names)s.",
            len(self.units),
        ) % {"count": len(self.units), "period": first.label, "names": names}
        return tell(office(), Kind.ESCALATED, sentence, address(first.span, first.period))


def address(span: str, period: Period) -> str:
    """Where the quotas of a period are shown."""
    number = spans.number_of(span, period.first)
    return f"{reverse('quotas:index')}?span={span}&year={period.first.year}&number={number}"


def due(now: datetime) -> Iterator[Behind | Shortfall]:
    """Who is to be told now of what, the last step of each unit and period; what is met or on course tells nobody."""
    for span in Every:
        yield from _running(span, spans.period_of(span, calendar.day_of(now)), now)
        yield from _over(span, now)


def _running(span: Every, period: Period, now: datetime) -> Iterator[Behind]:
    half = period.begins_at + (period.ends_at - period.begins_at) / 2
    moments = {
        Step.HALF: calendar.start_of(calendar.day_of(half)) + HOUR,
        Step.WEEK: calendar.start_of(period.last - WEEK) + HOUR,
    }
    reached = [step for step, moment in moments.items() if moment <= now]
    if reached:
        yield from _behind(span, period, reached, now)


def _over(span: Every, now: datetime) -> Iterator[Shortfall]:
    period = spans.period_of(span, spans.period_of(span, calendar.day_of(now)).first - spans.DAY)
    if period.ends_at + HOUR <= now < period.ends_at + TOLD_FOR:
        units = tuple(_behind(span, period, [Step.OVER], now))
        if units:
            yield Shortfall(units)


def _behind(span: Every, period: Period, reached: list[Step], now: datetime) -> Iterator[Behind]:
    """Whoever is short and has not been told at the last step reached; quotas of every unit in two queries."""
    quotas = list(Quota.objects.of_period(span, period.first).standing().for_display())
    if not quotas:
        return
    given: dict[int, set[str]] = {}
    for unit, step in QuotaWarning.objects.filter(span=span, first=period.first).values_list("unit", "step"):
        given.setdefault(unit, set()).add(step)
    short: dict[int, list[Progress]] = {}
    for progress in progress_of([quota for quota in quotas if reached[-1] not in given.get(quota.unit_id, set())], now):
        if progress.is_short:
            short.setdefault(progress.quota.unit_id, []).append(progress)
    for unit, lines in short.items():
        left = tuple(step for step in reached if step not in given.get(unit, set()))
        yield Behind(lines[0].quota.unit, span.value, period, tuple(lines), left)


def _mark(behind: Behind) -> None:
    for step in behind.reached:
        QuotaWarning.objects.create(unit=behind.unit, span=behind.span, first=behind.period.first, step=step)


def _listed(short: tuple[Progress, ...]) -> str:
    return ", ".join(f"{each.quota.kind_name} {each.counted}/{each.quota.number}" for each in short)
