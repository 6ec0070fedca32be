"""Who sees, draws up, reviews and approves what is paid, as sentences (LD-6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.models.membership import Capability
from units.remuneration.models import PaySheet

if TYPE_CHECKING:
    from accounts.models import User

State = PaySheet.State


def may_draw(user: User) -> bool:
    """Whether ``user`` enters tables and draws up sheets."""
    return people.has_capability(user, Capability.REGISTER)


def may_see(user: User) -> bool:
    """Whether ``user`` sees what people are paid."""
    return may_draw(user) or people.has_capability(user, Capability.REPORTS)


def refusal(user: User) -> str | None:
    """Why ``user`` sees nothing of it; None if they do."""
    if may_see(user):
        return None
    return _("What people are paid is seen by the office and by those who follow all units alone.")


def refusal_of_drawing(user: User, sheet: PaySheet | None = None) -> str | None:
    """Why ``user`` may not enter tables or draw up ``sheet`` anew; None if they may."""
    if not may_draw(user):
        return _("Tables and sheets of pay are drawn up by whoever administers units and people; ask the office.")
    if sheet is not None and sheet.is_locked:
        return _("This sheet is approved and locked; nothing of it changes any more.")
    return None


def refusal_of_review(user: User, sheet: PaySheet) -> str | None:
    """Why ``user`` may not review ``sheet``; None if they may."""
    if sheet.state != State.DRAWN:
        return _("This sheet has been reviewed already.")
    if not may_see(user):
        return refusal(user)
    if user.pk == sheet.drawn_by_id:
        return _("You drew this sheet up; somebody else reviews it.")
    return None


def refusal_of_approval(user: User, sheet: PaySheet) -> str | None:
    """Why ``user`` may not approve ``sheet``; None if they may."""
    if sheet.state != State.REVIEWED:
        return _("Only a reviewed sheet is approved, and only once.")
    if not may_see(user):
        return refusal(user)
    if user.pk in {sheet.drawn_by_id, sheet.reviewed_by_id}:
        return _("You drew this sheet up or reviewed it; a third person approves it.")
    return None
