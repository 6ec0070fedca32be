"""Trying a route on an example: who would be asked today, what is passed by and why, what is missing (LD-3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from units import people
from units.approval import due, route_words, routes
from units.approval.models import Delegation, StageTask
from units.approval.needs import Need
from units.approval.route_words import LISTED, Names
from units.approval.vacancies import lacking
from units.clock.due import item_due, stage_due
from units.clock.working_days import WorkingDays
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import Route
    from units.approval.traits import Traits


@dataclass(frozen=True)
class Place:
    """A unit, or the whole portal, that a stage asks: the people by name, and who decides in whose place."""

    name: str
    people: tuple[str, ...]
    delegations: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A need of a stage in words: how many of its places decide, for which section, and what is missing."""

    how: str
    places: tuple[Place, ...]
    missing: str


@dataclass(frozen=True)
class Step:
    """What becomes of the example at one stage: whom it asks until when or, where it asks nobody, why."""

    number: int
    name: str
    asked: tuple[Asked, ...]
    due: datetime | None
    passed_by: str


@dataclass(frozen=True)
class Trial:
    """What becomes of the example on the whole route."""

    steps: tuple[Step, ...]
    due: datetime | None
    passes_none: bool


def try_out(route: Route, traits: Traits, unit: Unit, now: datetime | None = None) -> Trial:
    """Send an example of ``unit`` with these ``traits`` along ``route`` at ``now``, as the engine would.

    Each stage is taken to need all the time it has, so that its due time is the latest there can be.
    """
    now = now or timezone.now()
    days, names = WorkingDays.load(), Names.load()
    applying = {stage.pk for stage in routes.stages_for(route, traits, unit)}
    whole = item_due(traits.timely, traits.event_date, traits.completed_on, now, due.terms_of(route), days)
    steps, began = [], now
    for number, stage in enumerate(route.stages, start=1):
        if stage.pk not in applying:
            steps.append(Step(number, stage.name, (), None, why_passed_by(stage, traits, unit, names)))
            continue
        ends = stage_due(began, stage.limit_hours, traits.timely, whole, days)
        asked = tuple(_asked(stage, need) for need in stage.needs_of(traits, unit))
        steps.append(Step(number, stage.name, asked, ends, ""))
        began = ends or began
    return Trial(tuple(steps), whole, not applying)


def why_passed_by(stage: StageTask, traits: Traits, unit: Unit | None, names: Names) -> str:
    """Why ``stage`` asks nothing of such an item: the conditions it does not meet, or leads that need not be asked."""
    unmet = [route_words.condition_of(stage, condition, names) for condition in _unmet_conditions(stage, traits, unit)]
    if unmet:
        return " ".join(unmet)
    if not any(section.leads for section in traits.sections):
        return _("No unit leads a section of this item.")
    return _("The item's own unit leads its sections, and no other unit has to approve as well.")


def _unmet_conditions(stage: StageTask, traits: Traits, unit: Unit | None) -> Iterator[str]:
    # The engine itself is asked, about a stage that sets this one condition and asks somebody in any case.
    for condition in ("only_timely", *LISTED):
        alone = StageTask(scope=StageTask.Scope.SITE, **{condition: getattr(stage, condition)})
        if not alone.needs_of(traits, unit):
            yield condition


def _asked(stage: StageTask, need: Need) -> Asked:
    places = tuple(_place(stage, unit_id) for unit_id in need.units)
    values = {"section": need.section}
    if len(places) == 1:
        how = _("For the section “%(section)s”:") % values if need.section else ""
    elif need.all_needed:
        how = _("For the section “%(section)s”, each of these units:") % values
    else:
        how = _("For the section “%(section)s”, any one of these units:") % values
    return Asked(how, places, lacking(stage, need, None) or "")


def _place(stage: StageTask, unit_id: int | None) -> Place:
    unit = Unit.objects.get(pk=unit_id) if unit_id is not None else None
    holders = people.holders(stage.role.code, unit).order_by("first_name", "last_name", "pk")
    lent = Delegation.objects.in_force().filter(membership__role=stage.role, membership__unit=unit)
    delegations = tuple(
        _("%(absent)s is away until %(day)s; %(delegate)s decides instead.")
        % {
            "absent": _name(delegation.membership.user),
            "day": f"{delegation.valid_to:%d/%m/%Y}",
            "delegate": _name(delegation.delegate),
        }
        for delegation in lent.for_display()
    )
    return Place(unit.name if unit else _("The whole portal"), tuple(_name(holder) for holder in holders), delegations)


def _name(person: User) -> str:
    return person.get_full_name() or person.username
