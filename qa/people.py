"""Who works on questions: officers of a unit, coordinators, and who leads or oversees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from units import people
from units.models import Unit
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User

LEADER = "leader"
#: What a membership says of its unit, asked together with the memberships.
OWES_SOMETHING = "owes_to_questions"


def answers_for(user: User) -> set[int]:
    """The units for which ``user`` handles questions today. A superuser handles none by being one."""
    return {held.unit_id for held in _held(user) if held.unit_id and Capability.ANSWER in held.role.capabilities}


def leads(user: User) -> set[int]:
    """The units that ``user`` leads today."""
    return {held.unit_id for held in _held(user) if held.unit_id and held.role.code == LEADER}


def something_may_wait_for(user: User) -> bool:
    """Whether a unit of ``user`` owes an answer or an opinion; no query where a request has asked what they hold."""
    return any(getattr(held, OWES_SOMETHING) for held in _held(user))


def coordinates(user: User) -> bool:
    """Whether ``user`` finds the right unit for questions, for the whole portal."""
    return any(held.unit_id is None and Capability.COORDINATE in held.role.capabilities for held in _held(user))


def watches(user: User) -> bool:
    """Whether ``user`` sees how every unit keeps its time, without a word of any question."""
    asked = {Capability.OVERSEE, Capability.REPORTS, Capability.COORDINATE}
    return any(held.unit_id is None and asked & set(held.role.capabilities) for held in _held(user))


def officers_of(unit: Unit) -> QuerySet[User]:
    """Everybody who handles questions of ``unit`` today."""
    return _with(Capability.ANSWER, unit)


def leaders_of(unit: Unit) -> QuerySet[User]:
    """Whoever leads ``unit`` today."""
    return people.holders(LEADER, unit).order_by("pk")


def coordinators() -> QuerySet[User]:
    """Everybody who coordinates."""
    return _with(Capability.COORDINATE, None)


def overseers() -> QuerySet[User]:
    """The Standing Committee and whoever else oversees."""
    return _with(Capability.OVERSEE, None)


def _with(capability: Capability, unit: Unit | None) -> QuerySet[User]:
    held = Membership.objects.in_force().filter(unit=unit).select_related("role")
    ids = {member.user_id for member in held if capability in member.role.capabilities}
    found: QuerySet[User] = get_user_model().objects.filter(pk__in=ids, is_active=True).order_by("pk")
    return found


def _held(user: User) -> list[Membership]:
    return people.held_by(user) if user.is_active and user.is_authenticated else []
