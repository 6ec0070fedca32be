"""Which units have confirmed who holds a right in them, quarter by quarter, as a screen and as a table (ND-13.6a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units import calendar, people
from units.calendar import Period
from units.clock.working_days import WorkingDays
from units.contributions import exports
from units.entitlements import review
from units.entitlements.models import ListReview, ReviewTerms
from units.entitlements.rules import LEADER
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User


@dataclass(frozen=True)
class Line:
    """One unit in the report."""

    unit: Unit
    confirmed_by: str
    confirmed_at: datetime | None
    kept: int
    ended: int
    is_late: bool

    @property
    def state(self) -> str:
        """Whether the list is confirmed, in words."""
        if self.confirmed_at is not None:
            return _("confirmed")
        return _("not confirmed, overdue") if self.is_late else _("not confirmed yet")


def units_for(user: User, quarter: Period) -> QuerySet[Unit]:
    """The units of the report that ``user`` sees: every one with the register or the reports, others what they lead."""
    found = review.units_with_rights(quarter.first).in_protocol_order()
    if people.has_capability(user, Capability.REGISTER) or people.has_capability(user, Capability.REPORTS):
        return found
    led = [held.unit_id for held in people.held_by(user) if held.unit_id and held.role.code == LEADER]
    return found.filter(pk__in=led)


def may_enter(user: User) -> bool:
    """Whether there is a line of the report that ``user`` may see; no query where the request has asked."""
    if people.has_capability(user, Capability.REGISTER) or people.has_capability(user, Capability.REPORTS):
        return True
    return any(held.unit_id and held.role.code == LEADER for held in people.held_by(user))


def last_day(quarter: Period) -> date | None:
    """The last day on which a list was or is confirmed in time; None where nobody demands it."""
    terms = ReviewTerms.objects.current()
    return review.last_day(quarter, terms, WorkingDays.load()) if review.is_demanded(quarter, terms) else None


def lines(units: Iterable[Unit], quarter: Period) -> Iterator[Line]:
    """The lines of ``units``; two queries."""
    units, last = list(units), last_day(quarter)
    is_over = last is not None and calendar.today() > last
    rows = ListReview.objects.filter(first=quarter.first, unit__in=units).select_related("confirmed_by")
    found = {row.unit_id: row for row in rows}
    for unit in units:
        row = found.get(unit.pk)
        yield Line(
            unit=unit,
            confirmed_by=str(row.confirmed_by) if row and row.confirmed_by else "",
            confirmed_at=row.confirmed_at if row else None,
            kept=len(row.kept) if row else 0,
            ended=len(row.ended) if row else 0,
            is_late=is_over,
        )


def sheet(units: QuerySet[Unit], quarter: Period) -> exports.Sheet:
    """The report as a table."""
    return exports.Sheet(
        title=_("Quarterly review of rights"),
        notes=[review.label(quarter)],
        columns=[
            exports.Column(_("Unit"), 40),
            exports.Column(_("State"), 25),
            exports.Column(_("Confirmed by"), 30),
            exports.Column(_("Confirmed at"), 18, exports.Type.MOMENT),
            exports.Column(_("Kept"), 10, exports.Type.NUMBER),
            exports.Column(_("Ended"), 10, exports.Type.NUMBER),
        ],
        rows=(
            (line.unit.name, line.state, line.confirmed_by, line.confirmed_at, line.kept, line.ended)
            for line in lines(units, quarter)
        ),
    )
