"""Units that lack somebody their route asks for, or anybody who writes: who is missing, who appoints (ND-10.1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.members.asked import Asked
from units.members.rules import RESERVED
from units.models import Capability, Membership, Unit
from units.models.register import UnitQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageTask
    from units.models import Role

NAMED = 3


def units_seen_by(user: User) -> UnitQuerySet:
    """The units whose gaps ``user`` may see: every unit above, their own for its administrators."""
    if any(people.has_capability(user, capability) for capability in (Capability.REPORTS, Capability.REGISTER)):
        return Unit.objects.all()
    return people.units_with(user, Capability.MEMBERS)


def sees_gaps(user: User) -> bool:
    """Whether there are such units; no query where the request has asked for memberships."""
    above = (Capability.REPORTS, Capability.REGISTER, Capability.MEMBERS)
    within = any(held.unit_id and Capability.MEMBERS in held.role.capabilities for held in people.held_by(user))
    return within or any(people.has_capability(user, capability) for capability in above)


@dataclass(frozen=True)
class Gap:
    """Who is missing and who appoints them, a sentence each."""

    missing: str
    appointed_by: str


@dataclass(frozen=True)
class Vacancy:
    """A unit with what it lacks."""

    unit: Unit
    gaps: list[Gap]


class Staff:
    """Who holds what today, in one query."""

    def __init__(self) -> None:
        self._held: dict[int | None, list[Membership]] = defaultdict(list)
        for held in Membership.objects.in_force().select_related("user", "role").order_by("pk"):
            self._held[held.unit_id].append(held)

    def holders(self, role: Role, unit: Unit | None) -> dict[int, User]:
        """The people who hold ``role`` in ``unit``, or for the site where it is None."""
        found = self._held[unit.pk if unit is not None else None]
        return {held.user_id: held.user for held in found if held.role_id == role.pk}

    def able(self, capability: Capability, unit: Unit | None) -> dict[int, User]:
        """The people with a role in exactly this place that has ``capability``."""
        found = self._held[unit.pk if unit is not None else None]
        return {held.user_id: held.user for held in found if capability in held.role.capabilities}


class Vacancies:
    """What is missing in ``units`` and for the whole site, by the memberships and routes in force today."""

    def __init__(self, units: UnitQuerySet) -> None:
        self._units = units
        self._asked = Asked()
        self._staff = Staff()

    @cached_property
    def of_units(self) -> list[Vacancy]:
        """The units that exist today and lack somebody, in the order of the register."""
        active = self._units.filter(pk__in=Unit.objects.active()).select_related("kind")
        found = [Vacancy(unit, self._gaps(unit)) for unit in active.in_protocol_order()]
        return [vacancy for vacancy in found if vacancy.gaps]

    @cached_property
    def of_site(self) -> list[Gap]:
        """The stages for the whole site that have too few people, each sentence once."""
        gaps = [self._gap_at(stage, None) for stage in self._asked.of_site()]
        return list(dict.fromkeys(gap for gap in gaps if gap is not None))

    def _gaps(self, unit: Unit) -> list[Gap]:
        gaps = []
        if not self._asked.has_route(unit):
            gaps.append(Gap(_("No approval route holds, so nothing can be submitted."), self._appointed_by(None)))
        if not self._staff.able(Capability.WRITE, unit):
            gaps.append(Gap(_("Nobody writes for the unit."), self._appointed_by(unit)))
        found = [self._gap_at(stage, unit) for stage in self._asked.of_unit(unit)]
        return list(dict.fromkeys([*gaps, *(gap for gap in found if gap is not None)]))

    def _gap_at(self, stage: StageTask, unit: Unit | None) -> Gap | None:
        holders = self._staff.holders(stage.role, unit)
        writers = self._staff.able(Capability.WRITE, unit) if unit is not None else {}
        values = {"role": stage.role.name, "number": len(holders), "count": stage.approvals}
        if not holders:
            sentence = _("Nobody holds the role “%(role)s”.")
        elif len(holders) < stage.approvals:
            sentence = _("Too few people hold the role “%(role)s”: %(number)s, and %(count)s have to approve.")
        elif writers and all(len(holders.keys() - {writer}) < stage.approvals for writer in writers):
            sentence = _(
                "Whoever writes is needed as “%(role)s” too, and nobody decides on their own text: one more person has "
                "to hold this role."
            )
        else:
            return None
        is_reserved = not RESERVED.isdisjoint(stage.role.capabilities)
        return Gap(sentence % values, self._appointed_by(None if is_reserved else unit))

    def _appointed_by(self, unit: Unit | None) -> str:
        """The unit's own administrators where it has any, else those of the register."""
        own = self._staff.able(Capability.MEMBERS, unit) if unit is not None else {}
        able = own or self._staff.able(Capability.REGISTER, None)
        names = ", ".join(str(person) for person in list(able.values())[:NAMED])
        return names or _("the administrator of the system")
