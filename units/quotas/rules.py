"""Who assigns quotas and who sees whose, as sentences (ND-7.1c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import calendar, people
from units.duties import rules as duty_rules
from units.duties import spans
from units.models.membership import Capability

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

#: Whose quotas a person sees is the same question as whose duties.
reach_of = duty_rules.reach_of


def may_assign(user: User) -> bool:
    """Whether ``user`` enters decisions on quotas."""
    return people.has_capability(user, Capability.REGISTER)


def refusal(user: User) -> str | None:
    """Why ``user`` may not assign quotas; None if they may."""
    if may_assign(user):
        return None
    return _("Quotas are entered by whoever administers units and people, from a decision; ask the office.")


def refusal_of_period(span: str, first: date) -> str | None:
    """Why nothing can be assigned for a period; None if it can: nobody is measured by what was unknown at the time."""
    period = spans.period_of(span, first)
    if period.last < calendar.today():
        return _("%(period)s is over; a quota is assigned for a period that runs or is to come.") % {
            "period": spans.label(span, period)
        }
    return None
