"""Who sees the desk of the periods and who corrects a closed figure, as sentences (LD-6.1a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User


def may_see(user: User) -> bool:
    """Whether ``user`` sees who corrected what and why; the figures themselves are public."""
    return people.has_capability(user, Capability.REPORTS) or may_correct(user)


def may_correct(user: User) -> bool:
    """Whether ``user`` enters corrections."""
    return people.has_capability(user, Capability.REGISTER)


def refusal(user: User) -> str | None:
    """Why ``user`` may not see the desk; None if they may."""
    if may_see(user):
        return None
    return _("Closed periods are kept by the office; the figures themselves are on the public statistics page.")


def refusal_of_correction(user: User) -> str | None:
    """Why ``user`` may not correct a closed figure; None if they may."""
    if may_correct(user):
        return None
    return _("Closed figures are corrected by whoever administers units and people; tell the office what is wrong.")
