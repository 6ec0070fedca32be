"""Whose approval a stage asks for: the item's unit, the lead units of its sections, or the site (LD-3.4, LD-5.1a)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from units.approval.traits import Traits

if TYPE_CHECKING:
    from units.approval.models import Seat
    from units.models import Unit


@dataclass(frozen=True)
class Need:
    """Units, any one or all of which have to approve; None stands for the whole site."""

    units: tuple[int | None, ...]
    all_needed: bool = False
    section: str = ""
    code: str = ""


def of_unit(unit: Unit | None) -> list[Need]:
    """The unit that owns the item."""
    return [Need((unit.pk,))] if unit is not None else []


def of_site() -> list[Need]:
    """Whoever holds the role for the whole site."""
    return [Need((None,))]


def of_leads(traits: Traits, unit: Unit | None) -> list[Need]:
    """The lead units of every section that the item's own unit does not control already.

    A unit that leads the section approves in its own stage, so where any lead may decide, none other is asked; where
    all have to, all the others are.
    """
    own = unit.pk if unit is not None else None
    found = []
    for section in traits.sections:
        others = tuple(lead for lead in section.leads if lead != own)
        is_led_by_own = len(others) < len(section.leads)
        if others and (section.all_leads or not is_led_by_own):
            found.append(Need(others, section.all_leads, section.title, section.code))
    return found


def seats(needs: Iterable[Need], role: Any) -> list[Seat]:
    """A seat, not saved, for every unit that is needed."""
    from units.approval.models import Seat

    return [
        Seat(role=role, unit_id=unit, section=need.code, all_needed=need.all_needed)
        for need in needs
        for unit in need.units
    ]


def are_met(seats: Iterable[Seat], approving: set[int | None]) -> bool:
    """Whether units ``approving`` fill the seats: of each section all or any, as it asks."""
    sections: dict[str, list[Seat]] = {}
    for seat in seats:
        sections.setdefault(seat.section, []).append(seat)
    return bool(sections) and all(
        (all if group[0].all_needed else any)(seat.unit_id in approving for seat in group)
        for group in sections.values()
    )
