"""Who directs what is published without writing it: the Standing Committee, Propaganda (ND-5.1, ND-5.4a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units import people
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User


def oversees(user: User) -> bool:
    """Whether ``user`` may hold, release, withdraw and return any item, whatever its stage; superusers may not."""
    return _holds(user, Capability.OVERSEE)


def may_publish_in_emergency(user: User) -> bool:
    """Whether ``user`` may publish without the route, with a reason and a red flag; superusers may not."""
    return _holds(user, Capability.EMERGENCY)


def _holds(user: User, capability: Capability) -> bool:
    if not user.is_active or not user.is_authenticated:
        return False
    held: list[Membership] = people.held_by(user)
    return any(membership.unit_id is None and capability in membership.role.capabilities for membership in held)
