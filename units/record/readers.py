"""Who reads the record: those who follow every unit and those who keep the register (ND-13.6d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units.models.membership import Capability
from units.people import has_capability

if TYPE_CHECKING:
    from accounts.models import User


def may_read_record(user: User) -> bool:
    """Whether ``user`` holds one of the two capabilities for the whole site today."""
    return has_capability(user, Capability.REPORTS) or has_capability(user, Capability.REGISTER)
