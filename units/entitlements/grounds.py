"""On what a right rests, in words: role, unit, decision, stage, delegation, or having begun the item (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from units import people
from units.approval import routes
from units.approval.models import Delegation, StageState
from units.approval.rules import ApprovalRules
from units.approval.traits import traits_of
from units.models.membership import Capability, Membership
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

NAMED = 5


def of_capabilities(
    user: User, wanted: Collection[Capability], units: Iterable[Unit | None], roles: Collection[str] = ()
) -> list[str]:
    """The memberships of ``user`` in ``units`` (None: the site) whose role carries one of the capabilities or is one
    of ``roles``."""
    places = {unit.pk if unit is not None else None for unit in units}
    return [
        in_words(held)
        for held in people.held_by(user)
        if held.unit_id in places and (held.role.code in roles or {*wanted} & {*held.role.capabilities})
    ]


def of_system(user: User) -> list[str]:
    """That the person administers the system, where that is what counts."""
    return [_("as the administrator of the system")] if user.is_superuser else []


def of_owner(user: User, item: Any) -> list[str]:
    """That the person has begun the item."""
    return [_("because they have begun this item")] if getattr(item, "owner_id", None) == user.pk else []


def of_submitter(user: User, item: Any) -> list[str]:
    """That the person has submitted the item."""
    state = item.current_workflow_state
    return [_("because they have submitted it")] if state is not None and state.requested_by_id == user.pk else []


def of_stage(user: User, rules: ApprovalRules) -> list[str]:
    """The seats that the person fills at a stage, by their own role or in somebody's place."""
    mandate = rules.mandate(user)
    if mandate is None:
        return []
    stage = _("decides at the stage “%(stage)s”") % {"stage": rules.stage.name}
    if mandate.acts_for is None:
        held = Membership.objects.in_force().filter(user=user, role=rules.stage.role).select_related("role", "unit")
        return [f"{stage}, {in_words(each)}" for each in held if each.unit_id in mandate.units]
    lent = Delegation.objects.in_force().filter(delegate=user, membership__user=mandate.acts_for).for_display()
    return [
        _("%(stage)s in place of %(person)s, by a delegation until %(day)s: %(reason)s")
        % {"stage": stage, "person": each.membership.user, "day": f"{each.valid_to:%d/%m/%Y}", "reason": each.reason}
        for each in lent.filter(membership__role=rules.stage.role)
    ]


def at_waiting_stage(user: User, item: Any) -> list[str]:
    """As ``of_stage``, where the item waits now."""
    visit = StageState.objects.waiting().of(item).last()
    return of_stage(user, ApprovalRules(item, visit.task.specific, visit)) if visit is not None else []


def at_any_stage(user: User, item: Any) -> list[str]:
    """As ``of_stage``, at each stage of the item's route."""
    route = routes.in_force_for(item.unit)
    stages = route.stages if route is not None else []
    return [ground for stage in stages for ground in of_stage(user, ApprovalRules(item, stage))]


def of_lead(user: User, item: Any) -> list[str]:
    """That the person controls a section of the item for a unit that leads it."""
    leads = {unit for section in traits_of(item).sections for unit in section.leads}
    return of_capabilities(user, {Capability.CONTROL}, Unit.objects.filter(pk__in=leads))


def in_words(held: Membership) -> str:
    """A membership as a reason: role, place, decision and first day."""
    return _("as %(role)s (%(place)s), by %(decision)s, since %(day)s") % {
        "role": held.role,
        "place": held.unit or _("for the whole site"),
        "decision": held.decision or _("no decision noted"),
        "day": f"{held.valid_from:%d/%m/%Y}",
    }


def who_instead(capability: Capability, unit: Unit | None) -> str:
    """A sentence that names who holds ``capability`` in ``unit`` or, failing that, for the site."""
    found = people.with_capability(capability, unit) if unit is not None else people.with_capability(capability)
    names = [str(person) for person in found[:NAMED]]
    if not names and unit is not None:
        names = [str(person) for person in people.with_capability(capability)[:NAMED]]
    if not names:
        return _("No role of theirs carries this; at present nobody has it, so the office appoints somebody.")
    return _("No role of theirs carries this; these have it: %(names)s.") % {"names": ", ".join(names)}
