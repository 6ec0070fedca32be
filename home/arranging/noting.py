"""The record of who arranged what, and when (LD-3.1a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units.record.noting import note

if TYPE_CHECKING:
    from accounts.models import User
    from home.models import Placement


def note_arrangement(placement: Placement, user: User, what: str) -> None:
    """Note that ``user`` did ``what`` ("hide", "pin", …) to an article in one section."""
    note("arranged", item=placement.article, actor=user, section=placement.section.title, what=what)
