"""Notices of evaluations that have not been sent: when the quarter is over, before the due day, on it and after it.

Each is given once; of notices that were missed since the last run only the last is given (LD-5.2, LD-7.3b).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.duties.reminding import HOUR
from units.duties.telling import NAMED, leaders, office, people_who_owe
from units.evaluations import asked, telling
from units.evaluations.asked import Quarter
from units.evaluations.models import HANDED_IN, Evaluation, EvaluationNotice, Notice
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.register import Unit

#: So many days before the due day units are reminded.
SOON = 3


@dataclass(frozen=True)
class Unsent:
    """A unit that has not sent its evaluation, and the notices that one message stands for."""

    unit: Unit
    quarter: Quarter
    reached: tuple[Notice, ...]

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return f"{self.quarter.label}: {self.unit.name} ({self.reached[-1].label})"

    def give(self) -> list[Message]:
        """Tell the unit's people; nobody where another run was faster."""
        try:
            with transaction.atomic():
                return self.give_in_turn()
        except IntegrityError:
            return []

    def give_in_turn(self) -> list[Message]:
        """Tell them within the caller's transaction. Raises ``IntegrityError`` where another run was faster."""
        for notice in self.reached:
            EvaluationNotice.objects.create(unit=self.unit, first=self.quarter.first, notice=notice)
        return self._tell()

    def _tell(self) -> list[Message]:
        values = {"unit": self.unit.label, "period": self.quarter.label, "day": self.quarter.due_text}
        notice = self.reached[-1]
        if notice == Notice.OPENED:
            sentence = _("The evaluation of %(period)s of %(unit)s is prepared with its figures; send it by %(day)s.")
        elif notice == Notice.SOON:
            sentence = _("%(unit)s has not sent its evaluation of %(period)s yet; it is due on %(day)s.")
        elif notice == Notice.TODAY:
            sentence = _("%(unit)s has not sent its evaluation of %(period)s yet; today, %(day)s, is the last day.")
        else:
            sentence = _("%(unit)s has not sent its evaluation of %(period)s; it was due on %(day)s.")
        kinds = {Notice.TODAY: Kind.DUE_TODAY, Notice.OVERDUE: Kind.OVERDUE}
        whom = leaders(self.unit) if notice == Notice.OVERDUE else people_who_owe(self.unit)
        where = telling.address(self.unit, self.quarter.first)
        return tell(whom, kinds.get(notice, Kind.WAITING), sentence % values, where)


@dataclass(frozen=True)
class Overdue:
    """A quarter whose due day has passed with every unit that is late: told to each leader and once to the office."""

    quarter: Quarter
    units: tuple[Unsent, ...]

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return "; ".join(unsent.line for unsent in self.units)

    def give(self) -> list[Message]:
        """Tell each leader and the office; nobody where another run was faster."""
        try:
            with transaction.atomic():
                told = [message for unsent in self.units for message in unsent.give_in_turn()]
                return told + self._office()
        except IntegrityError:
            return []

    def _office(self) -> list[Message]:
        names = ", ".join(unsent.unit.name for unsent in self.units[:NAMED])
        if len(self.units) > NAMED:
            names = _("%(names)s and %(number)s more") % {"names": names, "number": len(self.units) - NAMED}
        sentence = ngettext(
            "%(count)s unit has not sent its evaluation of %(period)s: %(names)s.",
            "%(count)s units have not sent their evaluations of %(period)s: %(names)s.",
            len(self.units),
        ) % {"count": len(self.units), "period": self.quarter.label, "names": names}
        return tell(office(), Kind.ESCALATED, sentence, telling.board_address(self.quarter.first))


def due(now: datetime) -> Iterator[Unsent | Overdue]:
    """Whom nobody has told yet at ``now``, of the quarter that ended last; whoever has sent it is told nothing."""
    quarter = asked.last_over(now)
    if quarter is None:
        return
    reached = [notice for notice, moment in moments(quarter).items() if moment <= now]
    if not reached:
        return
    unsent = tuple(_unsent(quarter, reached))
    if reached[-1] != Notice.OVERDUE:
        yield from unsent
    elif unsent:
        yield Overdue(quarter, unsent)


def moments(quarter: Quarter) -> dict[Notice, datetime]:
    """When each notice is due, earliest first: at seven in the morning of its day."""
    opened = calendar.day_of(quarter.period.ends_at)
    days = {
        Notice.OPENED: opened,
        Notice.SOON: max(quarter.due - timedelta(days=SOON), opened),
        Notice.TODAY: quarter.due,
        Notice.OVERDUE: quarter.due + timedelta(days=1),
    }
    return {notice: calendar.start_of(day) + HOUR for notice, day in days.items()}


def _unsent(quarter: Quarter, reached: list[Notice]) -> Iterator[Unsent]:
    sent = set(Evaluation.objects.of_quarter(quarter.first).filter(state__in=HANDED_IN).values_list("unit", flat=True))
    given: dict[int, set[str]] = {}
    for told, notice in EvaluationNotice.objects.filter(first=quarter.first).values_list("unit", "notice"):
        given.setdefault(told, set()).add(notice)
    for unit in asked.units_of(quarter):
        left = tuple(notice for notice in reached if notice not in given.get(unit.pk, set()))
        if unit.pk not in sent and reached[-1] in left:
            yield Unsent(unit, quarter, left)
