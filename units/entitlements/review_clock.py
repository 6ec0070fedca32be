"""Leaders are asked to confirm their list, reminded, and past the day the office learns who has not (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from units import calendar
from units.calendar import Period
from units.clock.rungs import Rung, highest
from units.clock.working_days import DAY, WorkingDays
from units.contributions.periods import day_text
from units.duties.telling import NAMED, leaders, office
from units.entitlements import review
from units.entitlements.models import ListReview, ReviewTerms
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

#: The rungs in their order; ``ListReview.reminded`` keeps the last one reached.
ASKED, WARNED, OVERDUE, OFFICE_TOLD = range(1, 5)
#: Messages of a day come when people are at work.
HOUR = timedelta(hours=7)
#: Working days before and after the last day.
WARNS, OFFICE_AFTER = 3, 3


def _leaders(row: ListReview) -> list[User]:
    return leaders(row.unit)


def _office(row: ListReview) -> list[User]:
    return office()


LADDER: dict[int, Rung[ListReview]] = {
    ASKED: Rung(
        (_leaders, _office),
        gettext_lazy("Confirm by %(day)s who holds a right in %(unit)s (%(quarter)s)."),
        Kind.WAITING,
    ),
    WARNED: Rung(
        (_leaders, _office),
        gettext_lazy("Who holds a right in %(unit)s has to be confirmed by %(day)s (%(quarter)s)."),
        Kind.WAITING,
    ),
    OVERDUE: Rung(
        (_leaders, _office),
        gettext_lazy("Who holds a right in %(unit)s should have been confirmed by %(day)s (%(quarter)s)."),
        Kind.OVERDUE,
    ),
}


@dataclass(frozen=True)
class DueReview:
    """A unit whose list has come to a rung."""

    unit: Unit
    quarter: Period
    last: date
    reminded: int
    rung: int

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{LADDER[self.rung].kind.label}: {review.label(self.quarter)}, {self.unit.name}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the leader, or the office where there is none; nobody where another run was faster."""
        row = reach(self.unit, self.quarter, self.reminded, self.rung)
        if row is None:
            return []
        rung = LADDER[self.rung]
        words = {"unit": self.unit.label, "quarter": review.label(self.quarter), "day": day_text(self.last)}
        address = reverse("entitlements:review", args=[self.unit.code])
        return tell(rung.told(row), rung.kind, str(rung.sentence) % words, address, about=self.unit.name)


@dataclass(frozen=True)
class Unconfirmed:
    """The units whose lists are still not confirmed days after the last day: the office is told once of all."""

    units: tuple[Unit, ...]
    quarter: Period
    reminded: dict[int, int]

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{Kind.ESCALATED.label}: {review.label(self.quarter)}, {len(self.units)}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the office; nobody where another run was faster."""
        fresh = [
            unit for unit in self.units if reach(unit, self.quarter, self.reminded[unit.pk], OFFICE_TOLD) is not None
        ]
        if not fresh:
            return []
        names = ", ".join(unit.label for unit in fresh[:NAMED])
        if len(fresh) > NAMED:
            names = _("%(names)s and %(number)s more") % {"names": names, "number": len(fresh) - NAMED}
        sentence = ngettext(
            "%(count)s unit has not confirmed who holds a right in it (%(quarter)s): %(names)s.",
            "%(count)s units have not confirmed who holds a right in them (%(quarter)s): %(names)s.",
            len(fresh),
        ) % {"count": len(fresh), "quarter": review.label(self.quarter), "names": names}
        return tell(office(), Kind.ESCALATED, sentence, reverse("entitlements:reviews"))


def due(now: datetime) -> Iterator[DueReview | Unconfirmed]:
    """The lists of this quarter that have come to a rung of which nobody has been told; three queries."""
    terms, quarter = ReviewTerms.objects.current(), review.quarter_of(calendar.day_of(now))
    if not review.is_demanded(quarter, terms):
        return
    days = WorkingDays.load()
    last = review.last_day(quarter, terms, days)
    rung = highest(_moments(quarter, last, days), now)
    if not rung:
        return
    rows = {row.unit_id: row for row in ListReview.objects.filter(first=quarter.first)}
    told = {pk: row.reminded for pk, row in rows.items()}
    open_units = [
        unit
        for unit in review.units_with_rights(quarter.first).in_protocol_order()
        if told.get(unit.pk, 0) < rung and (unit.pk not in rows or rows[unit.pk].confirmed_at is None)
    ]
    if rung == OFFICE_TOLD:
        if open_units:
            yield Unconfirmed(tuple(open_units), quarter, {unit.pk: told.get(unit.pk, 0) for unit in open_units})
        return
    for unit in open_units:
        yield DueReview(unit, quarter, last, told.get(unit.pk, 0), rung)


def reach(unit: Unit, quarter: Period, before: int, rung: int) -> ListReview | None:
    """Note that ``rung`` was reached; None where another run was faster or the list has been confirmed since."""
    row = ListReview.objects.get_or_create(unit=unit, first=quarter.first)[0]
    same = ListReview.objects.filter(pk=row.pk, reminded=before, confirmed_at=None)
    return row if same.update(reminded=rung) else None


def _moments(quarter: Period, last: date, days: WorkingDays) -> dict[int, datetime]:
    first = days.add_days(quarter.first, 0)
    return {
        ASKED: calendar.start_of(first) + HOUR,
        WARNED: calendar.start_of(max(first, days.add_days(last, -WARNS))) + HOUR,
        OVERDUE: calendar.start_of(last + DAY) + HOUR,
        OFFICE_TOLD: calendar.start_of(days.add_days(last, OFFICE_AFTER)) + HOUR,
    }
