"""What a unit's administrator may do with the members of the unit, and what they may not, as sentences.

The boundary matters because Wagtail's own screens know none: whoever may edit users there may make superusers.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units import calendar, people
from units.models import Capability, Membership, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User

RESERVED = {Capability.MEMBERS.value, Capability.REGISTER.value}
"""Capabilities that a unit's administrator cannot hand on; holders of the register can."""


class MemberRules:
    """What ``user`` may see and do as an administrator of members."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def has_register(self) -> bool:
        """Whether the person administers every unit."""
        return people.has_capability(self.user, Capability.REGISTER)

    def units(self) -> QuerySet[Unit]:
        """The units whose members the person administers."""
        return Unit.objects.all() if self.has_register else people.units_with(self.user, Capability.MEMBERS)

    @property
    def may_enter(self) -> bool:
        """Whether there is anything here for the person."""
        return self.has_register or self.units().exists()

    def memberships(self) -> QuerySet[Membership]:
        """Every membership in these units, in force, to come and ended."""
        return Membership.objects.filter(unit__in=self.units()).select_related("user", "role", "unit")

    @cached_property
    def role_ids(self) -> list[int]:
        """The ids of the roles the person may give: those held in a unit, without the power to give roles."""
        roles = Role.objects.filter(scope=Role.Scope.UNIT)
        return [role.pk for role in roles if self.has_register or RESERVED.isdisjoint(role.capabilities)]

    def roles(self) -> QuerySet[Role]:
        """The roles the person may give and end."""
        return Role.objects.filter(pk__in=self.role_ids)

    def refusal_of_person(self, person: User) -> str | None:
        """Why the person may not give ``person`` a role or end one; None if they may."""
        if self.user.is_superuser:
            return None
        if person == self.user:
            return _("Nobody gives or ends their own role; ask another administrator.")
        if person.is_superuser:
            return _("This is the account of a system administrator; only another of them changes its roles.")
        return None

    def refusal_to_end(self, membership: Membership) -> str | None:
        """Why the person may not end ``membership``; None if they may."""
        if membership.valid_to is not None and membership.valid_to < calendar.today():
            return _("This membership has ended already.")
        if membership.role_id not in self.role_ids:
            return _("Only the office gives and ends the role “%(role)s”.") % {"role": membership.role.name}
        return self.refusal_of_person(membership.user)
