"""What accounts, which know no roles, ask about people: who decides or administers, who keeps the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units import people
from units.approval.models import StageTask
from units.models import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: What decides over others' work or over rights, besides the stages of approval; writing and answering do not.
DECIDING = {
    Capability.MEMBERS.value,
    Capability.REGISTER.value,
    Capability.SITE_CONTENT.value,
    Capability.OVERSEE.value,
    Capability.EMERGENCY.value,
    Capability.CONTROL.value,
}


def decides_or_administers(user: User) -> bool:
    """Whether a role that ``user`` holds today, or a seat lent to them, lets them approve, release or administer.

    The second factor is asked of them (ND-13.6c).
    """
    held = people.held_by(user)
    if any(getattr(membership, people.STANDS_IN) or DECIDING & {*membership.role.capabilities} for membership in held):
        return True
    roles = {membership.role_id for membership in held}
    return bool(roles) and StageTask.objects.filter(active=True, role__in=roles).exists()


def keeps_the_register(user: User) -> bool:
    """Whether ``user`` administers units and people for the whole site, and so the rules of use (LD-1.2b)."""
    return people.has_capability(user, Capability.REGISTER)
