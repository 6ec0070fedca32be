"""The people of a stage as a team: by which decision, who is away, who stands in, how much each has to do (ND-5.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar, people
from units.approval.models import Delegation, Seat, StageState
from units.members.asked import Asked
from units.models import Capability, Membership, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User

#: Who sees every team.
ABOVE = (Capability.OVERSEE, Capability.REPORTS, Capability.REGISTER)


@dataclass(frozen=True)
class Load:
    """How many items wait with somebody, and when the first of them is due."""

    number: int = 0
    oldest: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the first of them should have been decided on by now."""
        return self.oldest is not None and self.oldest < timezone.now()


@dataclass(frozen=True)
class Member:
    """Somebody of the team with their absences of today and to come."""

    membership: Membership
    absences: list[Delegation]
    load: Load

    @property
    def is_away(self) -> bool:
        """Whether somebody stands in for them today."""
        return any(absence.is_in_force for absence in self.absences)


@dataclass(frozen=True)
class Helper:
    """Somebody with items of the team who does not belong to it: a stand-in, or one who has left."""

    person: Any
    load: Load
    stands_in: bool


class Team:
    """The holders of ``role`` today, in ``unit`` or for the site where it is None."""

    def __init__(self, role: Role, unit: Unit | None) -> None:
        self.role, self.unit = role, unit

    def __str__(self) -> str:
        return f"{self.role} – {self.unit}" if self.unit else str(self.role)

    @property
    def address(self) -> str:
        """Where the team is shown."""
        if self.unit is None:
            return reverse("members:team", args=[self.role.code])
        return reverse("members:unit_team", args=[self.role.code, self.unit.code])

    def refusal(self, user: User) -> str | None:
        """Why ``user`` may not see the team; None for its people, its unit's people and whoever oversees."""
        if any(people.has_capability(user, capability) for capability in ABOVE):
            return None
        for held in people.held_by(user):
            if self.unit is not None and held.unit_id == self.unit.pk:
                return None
            if self.unit is None and held.unit_id is None and held.role_id == self.role.pk:
                return None
        if Delegation.objects.in_force().filter(delegate=user, membership__in=self._memberships).exists():
            return None
        return _("Only the people of “%(team)s” and whoever oversees the portal see its members and their work.") % {
            "team": self
        }

    @cached_property
    def members(self) -> list[Member]:
        """Everybody in the team, by name."""
        return [
            Member(held, self._absences[held.pk], self._loads.get(held.user_id, Load())) for held in self._memberships
        ]

    @property
    def decisions(self) -> list[str]:
        """The decisions by which the team exists, the oldest first."""
        held = sorted(self._memberships, key=lambda membership: membership.valid_from)
        return list(dict.fromkeys(membership.decision for membership in held if membership.decision))

    @cached_property
    def helpers(self) -> list[Helper]:
        """Whoever else has items of the team."""
        members = {held.user_id for held in self._memberships}
        ids = [pk for pk in self._loads if pk is not None and pk not in members]
        stand_ins = {
            absence.delegate_id for group in self._absences.values() for absence in group if absence.is_in_force
        }
        found = get_user_model().objects.filter(pk__in=ids).order_by("first_name", "pk")
        return [Helper(person, self._loads[person.pk], person.pk in stand_ins) for person in found]

    @property
    def unassigned(self) -> Load:
        """What waits for the team and is assigned to nobody."""
        return self._loads.get(None, Load())

    @cached_property
    def _memberships(self) -> list[Membership]:
        held = Membership.objects.in_force().filter(role=self.role, unit=self.unit).select_related("user")
        return list(held.order_by("user__first_name", "user__last_name", "pk"))

    @cached_property
    def _absences(self) -> dict[int, list[Delegation]]:
        found: dict[int, list[Delegation]] = defaultdict(list)
        shown = Delegation.objects.filter(
            membership__in=self._memberships,
            valid_to__gte=calendar.today(),
            delegate__in=Membership.objects.in_force().values("user"),
        )
        for absence in shown.select_related("delegate").order_by("valid_from", "pk"):
            found[absence.membership_id].append(absence)
        return found

    @cached_property
    def _loads(self) -> dict[int | None, Load]:
        asked = Seat.objects.filter(role=self.role, unit=self.unit).values("visit")
        waiting = StageState.objects.waiting().filter(pk__in=asked).order_by().values("assignee")
        rows = waiting.annotate(number=Count("pk"), oldest=Min("due_at"))
        return {row["assignee"]: Load(row["number"], row["oldest"]) for row in rows}


def may_enter(user: User) -> bool:
    """Whether to offer the list of teams: to everybody with a role. The list itself has the last word."""
    return bool(user.is_superuser or people.held_by(user))


def teams_of(user: User) -> list[Team]:
    """The teams that ``user`` finds in the list: those for the site that they may see, and those of their units."""
    asked = Asked()
    above = any(people.has_capability(user, capability) for capability in ABOVE)
    held = people.held_by(user)
    own_roles = {membership.role_id for membership in held if membership.unit_id is None}
    site = [Team(role, None) for role in asked.site_roles() if above or role.pk in own_roles]
    units = {membership.unit_id: membership.unit for membership in held if membership.unit is not None}
    return [*site, *(Team(role, unit) for unit in units.values() for role in asked.unit_roles())]
