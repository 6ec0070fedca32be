"""Who may ask for a right, who grants or refuses it, and why not, as sentences (LD-4.2b, ND-10.1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import calendar, people
from units.entitlements.models import RightRequest
from units.members import terms
from units.members.rules import RESERVED, MemberRules
from units.models.membership import Capability, Role
from units.models.register import Unit
from units.training import rules as training

if TYPE_CHECKING:
    from accounts.models import User

LEADER = "leader"
NAMED = 5


class RightRules:
    """What ``user`` may ask for and decide; whoever administers members today is who grants."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.members = MemberRules(user)

    def may_ask_for_others(self, unit: Unit | None) -> bool:
        """Whether the person may ask on a colleague's behalf: who leads the unit or administers its members."""
        if self.members.has_register:
            return True
        if unit is None:
            return False
        return people.holds(self.user, LEADER, unit) or self.members.units().filter(pk=unit.pk).exists()

    def refusal_to_ask(self, person: User, role: Role, unit: Unit | None) -> str | None:
        """Why the person may not ask that ``person`` be given ``role`` in ``unit``; None if they may."""
        if (sentence := refusal_of_place(role, unit)) is not None:
            return sentence
        if person != self.user and not self.may_ask_for_others(unit):
            return _("You may ask for yourself; for a colleague the leader of the unit asks, or who administers it.")
        if not person.is_active:
            return _("This account is closed; the office can open it again.")
        if RightRequest.objects.waiting().filter(user=person, role=role, unit=unit).exists():
            return _("The same has been asked for already and waits for a decision.")
        return None

    def refusal_to_decide(self, request: RightRequest) -> str | None:
        """Why the person may neither grant nor refuse ``request``; None if they may."""
        if not request.is_waiting:
            return _("This request has been decided already: %(state)s.") % {"state": request.get_state_display()}
        if not self._administers(request):
            names = ", ".join(str(person) for person in who_decides(request)[:NAMED])
            return _("Only who gives this role decides: %(names)s.") % {
                "names": names or _("at present nobody; tell the office")
            }
        return self.members.refusal_of_person(request.user)

    def refusal_to_grant(self, request: RightRequest, first: date, last: date | None) -> str | None:
        """Why the right cannot be given for these days although the person decides; None if it can."""
        if (sentence := self.refusal_to_decide(request)) is not None:
            return sentence
        if not request.user.is_active:
            return _("This account is closed; the office can open it again.")
        if request.unit is not None and not request.unit.is_active:
            return _("The unit no longer exists, so nobody is given a role in it.")
        if (sentence := training.refusal_of_role(request.user, request.role)) is not None:
            return sentence
        if terms.overlapping(request.user, request.role, request.unit, first, last).exists():
            return _("This person already holds this role in these days.")
        return None

    def refusal_to_take_back(self, request: RightRequest) -> str | None:
        """Why the person may not take ``request`` back; None if they may."""
        if not request.is_waiting:
            return _("This request has been decided already: %(state)s.") % {"state": request.get_state_display()}
        if self.user.pk not in {request.asked_by_id, request.user_id}:
            return _("Only who asked, or the person concerned, takes a request back.")
        return None

    def may_read(self, request: RightRequest) -> bool:
        """Who asked, the person concerned, who administers the place, and who leads the unit."""
        if self.user.pk in {request.asked_by_id, request.user_id} or self._administers(request):
            return True
        return request.unit is not None and people.holds(self.user, LEADER, request.unit)

    def _administers(self, request: RightRequest) -> bool:
        if request.unit is None:
            return self.members.has_register
        in_reach = self.members.units().filter(pk=request.unit.pk).exists()
        return in_reach and request.role_id in self.members.role_ids


def refusal_of_place(role: Role, unit: Unit | None) -> str | None:
    """Why ``role`` cannot be held in ``unit``, None for the site; None if it can."""
    if role.scope == Role.Scope.UNIT and unit is None:
        return _("This role is held in a unit; choose the unit.")
    if role.scope == Role.Scope.SITE and unit is not None:
        return _("This role is for the whole site; leave the unit empty.")
    if unit is not None and not unit.is_active:
        return _("The unit no longer exists, so nobody is given a role in it.")
    return None


def who_decides(request: RightRequest) -> list[User]:
    """The people who may grant or refuse ``request``, those of the unit before the office; never for themselves."""
    found = list(people.with_capability(Capability.REGISTER))
    if request.unit is not None and RESERVED.isdisjoint(request.role.capabilities):
        found = [*people.with_capability(Capability.MEMBERS, request.unit), *found]
    return [person for person in dict.fromkeys(found) if person.pk != request.user_id]


def earliest_start() -> date:
    """The first day on which a right may begin that is granted today: nobody is given one for days that have passed."""
    return calendar.today()
