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


def refusal_to_enter(user: User) -> str | None:
    """Why ``user`` does not practise; None for who holds any role: that of a trainee lets its holder do just this."""
    if user.is_superuser or people.held_by(user):
        return None
    return _("Practice is for everybody who holds a role here; ask for one first.")


def refusal_to_empty(user: User) -> str | None:
    """Why ``user`` may not clear the practice area; None for who keeps the register."""
    if people.has_capability(user, Capability.REGISTER):
        return None
    return _("Only those who keep the register empty the practice area; ask the office.")


def refusal_to_write(item: PracticeItem | None, user: User) -> str | None:
    """Why ``user`` may not change ``item``, or begin one where there is none; None if they may."""
    if (sentence := refusal_to_enter(user)) is not None or item is None:
        return sentence
    if item.author_id != user.pk:
        return _("Somebody else wrote this; you may decide on it once it has been sent.")
    if item.state not in {State.DRAFT, State.RETURNED}:
        return _("What has been sent is not changed; in life it would wait, or be public.")
    return None


def refusal_to_decide(item: PracticeItem, user: User) -> str | None:
    """Why ``user`` may not approve or return ``item``; None if they may."""
    if (sentence := refusal_to_enter(user)) is not None:
        return sentence
    if item.state != State.WAITING:
        return _("This item does not wait for approval.")
    if item.author_id == user.pk:
        return _("Nobody decides on their own text, here as in life: take an example, or ask a colleague.")
    return None
