"""A stage that nobody could pass: said before anything is submitted, with who has to be appointed (LD-5.1a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from units import people
from units.approval import routes
from units.approval.needs import Need
from units.approval.traits import traits_of
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import Route, StageTask


def why_nobody(route: Route, item: Any, unit: Unit | None, submitter: User | None) -> str | None:
    """The first stage of ``route`` that has too few people for ``item``, as a sentence; None where each has enough."""
    traits = traits_of(item)
    stages = routes.stages_for(route, traits, unit)
    if not stages:
        return _("No stage of the approval route applies to this item, so nobody could approve it; tell the office.")
    for stage in stages:
        for need in stage.needs_of(traits, unit):
            if (sentence := lacking(stage, need, submitter)) is not None:
                return sentence
    return None


def lacking(stage: StageTask, need: Need, submitter: User | None) -> str | None:
    """Why ``need`` cannot be met: of the units, all or at least one has to have somebody who may decide."""
    found = [_lacking_in(stage, unit, submitter) for unit in need.units]
    missing = [sentence for sentence in found if sentence is not None]
    enough = not missing if need.all_needed else len(missing) < len(found)
    return None if enough else missing[0]


def _lacking_in(stage: StageTask, unit_id: int | None, submitter: User | None) -> str | None:
    unit = Unit.objects.get(pk=unit_id) if unit_id is not None else None
    holders = people.holders(stage.role.code, unit)
    others = holders.exclude(pk=submitter.pk) if submitter is not None else holders
    if others.count() >= stage.approvals:
        return None
    if not holders.exists():
        sentence = _(
            "%(where)s has nobody as %(role)s, so nothing can be submitted; the unit's administrator or the "
            "office appoints them. What you wrote can be saved as a draft."
        )
    elif stage.approvals > 1:
        sentence = _(
            "%(where)s has too few people as %(role)s besides you: %(count)s different people have to approve. "
            "What you wrote can be saved as a draft."
        )
    else:
        sentence = _(
            "%(where)s has nobody but you as %(role)s, and nobody decides on their own text; the unit's "
            "administrator or the office appoints a second person. What you wrote can be saved as a draft."
        )
    return sentence % {"where": unit or _("The site"), "role": stage.role.name, "count": stage.approvals}
