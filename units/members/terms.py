"""The time for which a role is held."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from units import calendar
from units.models import Membership, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User


def overlapping(person: User, role: Role, unit: Unit | None, first: date, last: date | None) -> QuerySet[Membership]:
    """Memberships of ``person`` with the same role in the same unit on any day from ``first`` to ``last``."""
    held = Membership.objects.filter(user=person, role=role, unit=unit)
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=first))
    return held if last is None else held.filter(valid_from__lte=last)


def earliest_end(membership: Membership) -> date:
    """The earliest last day that ``membership`` may still get.

    That is yesterday, which ends it at once: what was done with the role until then stays justified. A membership
    that began today or begins later may end on the day before its first, which means that it never held.
    """
    return max(calendar.today(), membership.valid_from) - timedelta(days=1)


def end(membership: Membership, last_day: date) -> None:
    """End ``membership`` with ``last_day``; its record stays, and the rights go at the midnight after it."""
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to", "end_decision"])
