"""Who opens a unit's console, and what they see there; views ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page

from units.models import Capability, Unit
from units.models.register import UnitQuerySet
from units.people import has_capability, held_by

if TYPE_CHECKING:
    from accounts.models import User

#: Who oversees a unit from within. The regulation names its leader, whatever else the leader's role lets them do.
WITHIN = (Capability.EDIT, Capability.MEMBERS)
LEADER = "leader"
#: Who oversees every unit.
ABOVE = (Capability.REPORTS, Capability.REGISTER)


def units_overseen(user: User) -> UnitQuerySet:
    """The units whose console ``user`` may open."""
    if any(has_capability(user, capability) for capability in ABOVE):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=_from_within(user))


def may_enter(user: User) -> bool:
    """Whether there is a console for ``user``; no query where the request has asked for memberships."""
    return any(has_capability(user, capability) for capability in ABOVE) or bool(_from_within(user))


def _from_within(user: User) -> set[int]:
    return {
        held.unit_id
        for held in held_by(user)
        if held.unit_id and (held.role.code == LEADER or set(WITHIN) & set(held.role.capabilities))
    }


class ConsoleRules:
    """What ``user`` may see of ``unit`` in its console."""

    def __init__(self, user: User, unit: Unit) -> None:
        self.user, self.unit = user, unit
        #: Titles of what is not public yet stay with the unit (ND-13.6a); who looks from above sees their number.
        self.sees_unpublished = bool(user.is_superuser) or unit.pk in _from_within(user)
        self._edits = has_capability(user, Capability.EDIT, unit)
        self._edits_general = has_capability(user, Capability.SITE_CONTENT)

    @property
    def refusal(self) -> str | None:
        """Why the person may not open the console; None if they may."""
        if units_overseen(self.user).filter(pk=self.unit.pk).exists():
            return None
        return _(
            "Only the leader, the editors and the administrator of %(unit)s, and whoever oversees all units, see what "
            "the unit has."
        ) % {"unit": self.unit}

    @property
    def manages_members(self) -> bool:
        """Whether the members' screens open for the person and this unit."""
        return any(has_capability(self.user, which, self.unit) for which in (Capability.MEMBERS, Capability.REGISTER))

    def may_edit(self, page: Page) -> bool:
        """Whether to offer the editor for ``page``: the editor asks again, this only spares a query a row."""
        if self.user.is_superuser or page.owner_id == self.user.pk:
            return True
        below = self.unit.page is not None and page.path.startswith(self.unit.page.path)
        return self._edits if below else self._edits_general
