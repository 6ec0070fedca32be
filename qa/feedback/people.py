"""Who has to do with feedback: officers named by a decision, and the leaders who direct (ND-5.4c, ND-11.2, ND-13.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from units import people
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User


def is_officer(user: User) -> bool:
    """Whether ``user`` is a named officer today: by a dated appointment with a decision, never by being a superuser."""
    return _holds(user, Capability.FEEDBACK)


def directs(user: User) -> bool:
    """Whether ``user`` is of the leaders who direct, named like the officers."""
    return _holds(user, Capability.DIRECT)


def officers() -> QuerySet[User]:
    """Every officer named today."""
    return _with(Capability.FEEDBACK)


def leaders() -> QuerySet[User]:
    """Everybody who directs today."""
    return _with(Capability.DIRECT)


def _holds(user: User, capability: Capability) -> bool:
    if not user.is_active or not user.is_authenticated:
        return False
    return any(_names(held, capability) for held in people.held_by(user))


def _names(held: Membership, capability: Capability) -> bool:
    return held.unit_id is None and bool(held.decision.strip()) and capability in held.role.capabilities


def _with(capability: Capability) -> QuerySet[User]:
    held = Membership.objects.in_force().filter(unit=None).select_related("role")
    ids = {member.user_id for member in held if _names(member, capability)}
    found: QuerySet[User] = get_user_model().objects.filter(pk__in=ids, is_active=True).order_by("pk")
    return found
