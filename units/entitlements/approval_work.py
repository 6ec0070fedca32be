"""What somebody who leaves holds open in writing and approval: drafts, submissions, assignments, items being edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from units import people, scoping
from units.approval import assigning, editing, inbox, items, notices, oversight
from units.approval.models import StageState
from units.entitlements import open_work
from units.entitlements.open_work import Leaving, Work
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: Editing and assigning happen one by one; that many at once nobody has.
MOST = 500


def drafts(leaving: Leaving) -> Work | None:
    """What the person has begun and nobody has finished: it gets another owner, or none, and its board goes on."""
    found = [(item, new_owner(item, leaving.heir)) for item in _unfinished(leaving.person)]
    if not found:
        return None

    def pass_on() -> None:
        for item, owner in found:
            type(item)._default_manager.filter(pk=item.pk).update(owner=owner)
            state = item.current_workflow_state
            if owner is not None and state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                # Whoever mends a returned item finds it among what came back to them.
                WorkflowState.objects.filter(pk=state.pk).update(requested_by=owner)

    return Work(_("Drafts and unfinished items"), [_line(item, owner, leaving.by) for item, owner in found], pass_on)


def assignments(leaving: Leaving) -> Work | None:
    """What was given to the person to decide on: to the heir where they may decide, else to another of the stage."""
    found = [
        (visit, item, _eligible(visit, item, leaving.heir))
        for visit, item in _with_items(StageState.objects.waiting().filter(assignee=leaving.person))
    ]
    if not found:
        return None

    def pass_on() -> None:
        for visit, item, heir in found:
            if heir is None:
                assigning.assign(visit, visit.task.specific.rules(item))
            else:
                visit.assignee = heir
                visit.save(update_fields=["assignee"])
            notices.assigned(visit, item, leaving.by)

    lines = [_line(item, heir, leaving.by, _("the one of the stage with the fewest items")) for _v, item, heir in found]
    return Work(_("Items assigned for a decision"), lines, pass_on)


def editing_now(leaving: Leaving) -> Work | None:
    """What the person edits at a stage: what they mended waits at the same stage for somebody else."""
    found = list(_with_items(StageState.objects.waiting().filter(editor=leaving.person)))
    if not found:
        return None

    def pass_on() -> None:
        for _visit, item in found:
            editing.hand_over(item, leaving.person, _("The person who was editing it has left."))

    lines = [_line(item, None, leaving.by, _("waits at its stage for somebody else")) for _visit, item in found]
    return Work(_("Items being edited at a stage"), lines, pass_on)


def waiting(leaving: Leaving) -> Work | None:
    """What waits where the person decides: the others of the stage go on; where there is none, somebody is needed."""
    seats = _with_items(inbox.seated(leaving.person).filter(assignee=None))
    lonely = [
        item
        for visit, item in seats
        if not visit.task.specific.rules(item).eligible().exclude(pk=leaving.person.pk).exists()
    ]
    if not lonely:
        return None
    lines = [_line(item, None, leaving.by, _("waits until somebody is appointed")) for item in lonely]
    warning = _("Nobody else may decide on these items: appoint somebody with the same role, best before this is done.")
    return Work(_("Items on which nobody else decides"), lines, lambda: None, [warning])


def new_owner(item: Any, heir: User | None) -> User | None:
    """The heir where they write for the item's unit and somebody else may still approve it; None otherwise."""
    if heir is None or not any(
        people.has_capability(heir, capability, item.unit) for capability in (Capability.WRITE, Capability.EDIT)
    ):
        return None
    visit = StageState.objects.waiting().of(item).last()
    if visit is None or visit.task.specific.rules(item).eligible().exclude(pk=heir.pk).exists():
        return heir
    return None


def _unfinished(person: User) -> Iterator[Any]:
    unfinished = Q(live=False, first_published_at=None) | Q(has_unpublished_changes=True)
    for model in (Page, *scoping.owned_snippets()):
        rows = model._default_manager.filter(unfinished, owner=person).order_by("pk")[:MOST]
        for item in rows.specific() if issubclass(model, Page) else rows.select_related("unit"):
            if items.is_owned(item):
                yield item


def _with_items(visits: Any) -> Iterator[tuple[StageState, Any]]:
    for visit in visits.select_related("workflow_state", "task").order_by("pk")[:MOST]:
        yield visit, items.specific(visit.workflow_state.content_object)


def _eligible(visit: StageState, item: Any, heir: User | None) -> User | None:
    if heir is None:
        return None
    return heir if visit.task.specific.rules(item).eligible().filter(pk=heir.pk).exists() else None


def _line(item: Any, goes_to: User | None, reader: User, otherwise: str = "") -> str:
    return _("%(title)s (%(unit)s): %(whom)s") % {
        "title": title_for(item, reader),
        "unit": item.unit.label if item.unit else "–",
        "whom": goes_to or otherwise or _("goes back to the unit"),
    }


def title_for(item: Any, reader: User) -> str:
    """The title as ``reader`` may know it: what another unit has not published yet stays unnamed (ND-13.6a)."""
    own = item.unit_id in {held.unit_id for held in people.held_by(reader)}
    if item.first_published_at is not None or own or oversight.oversees(reader):
        return notices.title_of(item)
    return _("an item that is not published yet, no. %(number)s") % {"number": item.pk}


for name, reader in {
    "editing": editing_now,
    "drafts": drafts,
    "assignments": assignments,
    "waiting": waiting,
}.items():
    open_work.register(name, reader)
