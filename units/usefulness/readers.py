"""Who reads what readers wrote: the people of the item's unit, and whoever keeps the register; nobody else (LD-3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from units.models import Capability, Unit
from units.people import has_capability, held_by, units_of

if TYPE_CHECKING:
    from accounts.models import User


def units_heard(user: User) -> QuerySet[Unit]:
    """The units whose readers' comments ``user`` may read and mark as read."""
    return Unit.objects.all() if has_capability(user, Capability.REGISTER) else units_of(user)


def hears_any(user: User) -> bool:
    """Whether there are such units; no query where the request has asked for memberships."""
    return has_capability(user, Capability.REGISTER) or any(held.unit_id for held in held_by(user))
