"""Rights that cover some sections alone; the room of the articles says which sections there are (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User
    from units.models.register import Unit

WRITING = {Capability.WRITE.value, Capability.EDIT.value}


@dataclass(frozen=True)
class Section:
    """A section by the code under which a right names it, and its title."""

    code: str
    title: str


Reader = Callable[["Unit | None"], list[Section]]
"""From a unit to the sections in which it may file items; from None to every section that takes any."""

_reader: list[Reader] = []


def register(reader: Reader) -> None:
    """Tell this room which sections there are; the room of the articles calls it when it opens."""
    _reader[:] = [reader]


def open_to(unit: Unit | None) -> list[Section]:
    """The sections in which ``unit`` may file items; all of them for None."""
    return _reader[0](unit) if _reader else []


def titles(codes: Collection[str]) -> str:
    """The sections of these codes by their titles; a section that is gone keeps its code."""
    known = {section.code: section.title for section in open_to(None)} if codes else {}
    return ", ".join(known.get(code, code) for code in codes)


def covered(user: User, unit: Unit | None) -> set[str] | None:
    """The codes of the sections in which ``user`` may file items of ``unit``; None where nothing narrows their right.

    Several rights add up. Whoever writes by no right of their own in the unit is none of this module's business.
    """
    if unit is None:
        return None
    held = [
        membership
        for membership in people.held_by(user)
        if membership.unit_id == unit.pk and WRITING & {*membership.role.capabilities}
    ]
    if not held or any(not membership.sections for membership in held):
        return None
    return {code for membership in held for code in membership.sections}


def refusal(user: User | None, unit: Unit | None, codes: Collection[str]) -> str | None:
    """Why ``user`` may not submit an item of ``unit`` to the sections of these codes; None if they may."""
    allowed = covered(user, unit) if user is not None else None
    if allowed is None or allowed.issuperset(codes):
        return None
    return _("Your right covers these sections alone: %(titles)s. Ask for a wider one, or let a colleague submit.") % {
        "titles": titles(sorted(allowed))
    }
