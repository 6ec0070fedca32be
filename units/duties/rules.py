"""Who keeps the register of duties and who sees whose standing, as sentences (ND-9.5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import calendar, people
from units.calendar import Period
from units.contributions import readers
from units.contributions.periods import day_text
from units.contributions.readers import Reach
from units.duties import spans
from units.duties.binding import concerned
from units.duties.models import Duty, DutyExcuse
from units.duties.spans import DAY
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User


def reach_of(user: User) -> Reach:
    """Whose standing ``user`` sees: their units' own; everybody's with the capability "reports" or "register"."""
    if people.has_capability(user, Capability.REGISTER) and not people.has_capability(user, Capability.REPORTS):
        return Reach(True, tuple(Unit.objects.in_protocol_order()))
    return readers.reach_of(user)


def may_keep(user: User) -> bool:
    """Whether ``user`` adds and ends duties and excuses."""
    return people.has_capability(user, Capability.REGISTER)


def refusal(user: User) -> str | None:
    """Why ``user`` may not keep the register of duties; None if they may."""
    if may_keep(user):
        return None
    return _("The register of duties is kept by whoever administers the register of units; ask the office.")


def refusal_of_beginning(span: str, first: date) -> str | None:
    """Why a duty cannot begin on ``first``; None if it can: nobody is judged for what was over by then."""
    earliest = spans.period_of(span, calendar.today()).first
    if first < earliest:
        return _(
            "Begin on %(day)s or later: nobody is judged for a period that was over before the duty was entered."
        ) % {"day": day_text(earliest)}
    return None


def refusal_of_end(duty: Duty, last: date) -> str | None:
    """Why ``duty`` cannot end with ``last``; None if it can: what is past is not changed afterwards."""
    if duty.valid_to is not None and duty.valid_to < calendar.today():
        return _("This duty ended on %(day)s already.") % {"day": day_text(duty.valid_to)}
    earliest = calendar.today() - DAY if duty.valid_from <= calendar.today() else duty.valid_from - DAY
    if last < earliest:
        return _("The earliest last day is %(day)s: what is past is not changed afterwards.") % {
            "day": day_text(earliest)
        }
    return None


def refusal_of_excuse(duty: Duty, unit: Unit, period: Period) -> str | None:
    """Why ``unit`` cannot be excused from ``duty`` in ``period``; None if it can."""
    if not concerned([duty]).filter(pk=unit.pk).exists():
        return _("The duty does not concern %(unit)s, so there is nothing to excuse.") % {"unit": unit.name}
    if not duty.covers(period):
        return _("The duty does not hold on every day of %(period)s, so nobody owes anything in it.") % {
            "period": duty.label(period)
        }
    standing = DutyExcuse.objects.standing().filter(duty=duty, unit=unit, first=period.first).first()
    if standing is not None:
        return _("%(unit)s is excused for %(period)s already, by %(decision)s.") % {
            "unit": unit.name,
            "period": duty.label(period),
            "decision": standing.decision,
        }
    return None
