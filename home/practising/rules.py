"""Who practises, and who may do what to a practice item, as sentences: the same manners as in life (LD-4.2a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from home.models import PracticeItem
from units import people
from units.models import Capability

if TYPE_CHECKING:
    from accounts.models import User

State = PracticeItem.State


def may_enter(user: User) -> bool:
    """Whether ``user`` practises: everybody who holds any role; the role of a trainee lets its holder do just this."""
    return user.is_superuser or bool(people.held_by(user))


def may_empty(user: User) -> bool:
    """Whether ``user`` clears the practice area: who keeps the register."""
    return people.has_capability(user, Capability.REGISTER)


def refusal_to_write(item: PracticeItem, user: User) -> str | None:
    """Why ``user`` may not change ``item``; None if they may."""
    if item.author_id != user.pk:
        return _("Somebody else wrote this; you may decide on it once it has been sent.")
    if item.state not in {State.DRAFT, State.RETURNED}:
        return _("What has been sent is not changed; in life it would wait, or be public.")
    return None


def refusal_to_decide(item: PracticeItem, user: User) -> str | None:
    """Why ``user`` may not approve or return ``item``; None if they may."""
    if item.state != State.WAITING:
        return _("This item does not wait for approval.")
    if item.author_id == user.pk:
        return _("Nobody decides on their own text, here as in life: take an example, or ask a colleague.")
    return None
