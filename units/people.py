"""Who may do what: the questions that rules and views ask of the memberships in force today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.db.models.expressions import BaseExpression
from django.http import HttpRequest

from units import calendar
from units.models.membership import Capability, Membership
from units.models.register import Unit, UnitQuerySet

if TYPE_CHECKING:
    from accounts.models import User


#: Where the person behind a request keeps what they hold, for that request.
KEPT = "_portal_memberships"
#: What each of these memberships says besides: whether somebody has lent the person a seat today.
STANDS_IN = "stands_in"
#: What rooms above want to know of each membership besides: name to expression.
_remarks: dict[str, Callable[[], BaseExpression]] = {}


def remark(name: str, expression: Callable[[], BaseExpression]) -> None:
    """Let every membership that is asked for bear ``name`` as well, so that a menu need not ask for it by itself.

    ``expression`` is built once a day: it may depend on the day, not on the hour or the person.
    """
    _remarks[name] = expression
    # Whoever asked before the rooms had loaded has built it without.
    _of_anybody.cache_clear()


class StaffRequest(HttpRequest):
    """A request behind the admin's door, where everybody is signed in; for type checkers."""

    user: User


def held_by(user: User) -> list[Membership]:
    """The memberships of ``user`` in force today with role and unit.

    Each bears the rooms' remarks; ``STANDS_IN`` saves whoever asks for delegations from asking in vain.
    """
    kept: list[Membership] | None = user.__dict__.get(KEPT)
    if kept is not None:
        return kept
    return list(_of_anybody(calendar.today()).filter(user=user))


@lru_cache(maxsize=1)
def _of_anybody(day: date) -> QuerySet[Membership]:
    """The memberships of ``day`` for ``held_by``, not yet asked: building this costs twice what asking does."""
    remarks = {name: expression() for name, expression in _remarks.items()}
    return Membership.objects.in_force(day).select_related("role", "unit").annotate(**remarks)


def keep(user: User) -> None:
    """Ask once for the rest of the request what ``user`` holds."""
    user.__dict__.pop(KEPT, None)
    user.__dict__[KEPT] = held_by(user)


def has_capability(user: User, capability: Capability, unit: Unit | None = None) -> bool:
    """Whether ``user`` holds ``capability`` today, for the whole site or in ``unit``. A superuser holds them all."""
    if not user.is_active or not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    places = {None} if unit is None else {None, unit.pk}
    return any(held.unit_id in places and capability in held.role.capabilities for held in held_by(user))


def units_with(user: User, capability: Capability) -> UnitQuerySet:
    """The units in which ``user`` holds ``capability`` today; every unit where it is held for the site."""
    if has_capability(user, capability):
        return Unit.objects.all()
    return Unit.objects.filter(
        pk__in=[held.unit_id for held in held_by(user) if held.unit_id and capability in held.role.capabilities]
    )


def units_of(user: User) -> UnitQuerySet:
    """The units in which ``user`` holds any role today."""
    return Unit.objects.filter(pk__in=[held.unit_id for held in held_by(user) if held.unit_id])


def working() -> QuerySet[User]:
    """Everybody who holds a role today, by given name."""
    held = Membership.objects.in_force().values("user")
    users: QuerySet[User] = get_user_model().objects.filter(pk__in=held, is_active=True)
    return users.order_by("first_name", "last_name", "pk")


def holders(role_code: str, unit: Unit | None = None) -> QuerySet[User]:
    """The people who hold the role today, in ``unit`` or for the site where ``unit`` is None."""
    held = Membership.objects.in_force().filter(role__code=role_code, unit=unit)
    users: QuerySet[User] = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
    return users


def with_capability(capability: Capability, unit: Unit | None = None) -> QuerySet[User]:
    """The people who hold ``capability`` today in ``unit``, for the site where ``unit`` is None."""
    held = Membership.objects.in_force().granting(capability).filter(unit=unit)
    users: QuerySet[User] = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return users


def holds(user: User, role_code: str, unit: Unit | None = None) -> bool:
    """Whether ``user`` holds exactly this role today, superuser or not."""
    return Membership.objects.in_force().filter(user=user, role__code=role_code, unit=unit).exists()
