"""What a person may do to an item of a unit now: the rules of approval are asked, one after the other (LD-5.1a)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from units.approval import actions, editing, items, readers, verdicts
from units.approval.models import StageState
from units.approval.rules import ApprovalRules
from units.approval.taking_verbs import MEASURES
from units.entitlements import explaining, grounds
from units.entitlements.approval_work import title_for
from units.entitlements.explaining import Answer, Subject
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: On which capability, held for the site, a measure may rest.
RESTS_ON = {"emergency": Capability.EMERGENCY, "sign_off": Capability.EMERGENCY}


def find(key: str, reader: User) -> Subject | None:
    """The page or the snippet with this key."""
    try:
        item = items.find(key)
    except Http404:
        return None
    return Subject(title_for(item, reader), item.unit, partial(answers, item))


def answers(item: Any, person: User) -> list[Answer]:
    """Each verb in the order in which an item passes through hands."""
    own, stage = partial(_writers, person, item), partial(grounds.at_waiting_stage, person, item)
    return [
        explaining.answer(_("Read the latest version"), _why_not_read(item, person), partial(_any, person, item)),
        explaining.answer(_("Edit"), _why_not_edit(item, person), lambda: [*own(), *stage()]),
        explaining.answer(_("Submit for approval"), actions.refusal_to_submit(item, person), own),
        explaining.answer(
            _("Take back"),
            _why_not_take_back(item, person),
            lambda: [*grounds.of_submitter(person, item), *grounds.of_owner(person, item)],
        ),
        *_at_stage(item, person, stage),
        *(
            explaining.answer(measure.label, measure.rule(item, person), partial(_measure, person, item, name))
            for name, measure in MEASURES.items()
        ),
        explaining.answer(_("Delete"), _why_not_delete(item, person), own),
    ]


def _at_stage(item: Any, person: User, stage: Any) -> list[Answer]:
    visit = StageState.objects.waiting().of(item).last()
    if visit is None:
        sentence = _("This item does not wait for approval.")
        return [Answer(_("Approve"), False, sentence), Answer(_("Return to the author"), False, sentence)]
    rules = ApprovalRules(item, visit.task.specific, visit)
    refusal = rules.refusal(person, visit)
    returns = refusal is not None and verdicts.may_return(rules, visit, person)
    overseeing = partial(grounds.of_capabilities, person, {Capability.OVERSEE}, [None])
    return [
        explaining.answer(_("Approve"), refusal, stage),
        explaining.answer(_("Return to the author"), None if returns else refusal, overseeing if returns else stage),
        explaining.answer(_("Edit at the stage"), editing.refusal(item, person), stage),
    ]


def _why_not_read(item: Any, person: User) -> str | None:
    if readers.may_read(item, person):
        return None
    return _("Its unit's people, who decides on it where it waits and who oversees the portal read it: %(names)s") % {
        "names": grounds.who_instead(Capability.EDIT, item.unit)
    }


def _why_not_edit(item: Any, person: User) -> str | None:
    if not item.permissions_for_user(person).can_edit():
        return grounds.who_instead(Capability.EDIT, item.unit)
    held = item.get_lock()
    if held is not None and held.for_user(person):
        return _("This item waits for a decision, so nobody can change it; take it back to go on writing.")
    return None


def _why_not_take_back(item: Any, person: User) -> str | None:
    if item.current_workflow_state is None:
        return _("This item does not wait for approval.")
    if actions.may_take_back(item, person):
        return None
    return _("Only the person who submitted the item or its owner may take it back.")


def _why_not_delete(item: Any, person: User) -> str | None:
    if item.permissions_for_user(person).can_delete():
        return None
    if item.live or item.first_published_at is not None:
        return _("What was public once is never deleted, only withdrawn by whoever decides on it.")
    return _("Only who may edit a draft that does not wait for approval deletes it.")


def _writers(person: User, item: Any) -> Sequence[str]:
    edits = grounds.of_capabilities(person, {Capability.EDIT}, [item.unit])
    owns = grounds.of_owner(person, item)
    writes = grounds.of_capabilities(person, {Capability.WRITE}, [item.unit]) if owns else []
    return [*edits, *owns, *writes] or grounds.of_system(person)


def _measure(person: User, item: Any, name: str) -> Sequence[str]:
    capability = RESTS_ON.get(name, Capability.OVERSEE)
    overseeing = grounds.of_capabilities(person, {capability}, [None])
    return overseeing or [*grounds.of_lead(person, item), *grounds.at_any_stage(person, item)]


def _any(person: User, item: Any) -> Sequence[str]:
    seats = [*grounds.at_waiting_stage(person, item), *grounds.of_lead(person, item)]
    return [*_writers(person, item), *seats, *grounds.of_capabilities(person, {Capability.OVERSEE}, [None])]


explaining.register("items", find)
