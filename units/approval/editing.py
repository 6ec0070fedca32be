"""Approve with edits: an approver mends the text at their stage, and somebody else then approves it (ND-10.2a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from units.approval import notices, visiting
from units.approval.locking import lock
from units.approval.models import StageState
from units.approval.rules import ApprovalRules
from units.approval.traits import traits_of
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def refusal(item: Any, user: User) -> str | None:
    """Why ``user`` may not edit the item at its stage, as a sentence; None if they may."""
    visit = StageState.objects.waiting().of(item).last()
    if visit is None:
        return _("This item does not wait for approval.")
    stage = visit.task.specific
    rules = ApprovalRules(item, stage, visit)
    if visit.editor_id == user.pk:
        return None
    if not stage.may_edit:
        return _("At this stage the text is approved or returned as it stands; its author mends it.")
    if (sentence := rules.refusal(user, visit)) is not None:
        return sentence
    if not rules.eligible().exclude(pk=user.pk).exists():
        return _("Nobody else could approve what you edit; return the item, or let the office appoint a second person.")
    return None


@transaction.atomic
def begin(item: Any, user: User) -> None:
    """Open the item to ``user`` alone for editing. Raises ``PermissionDenied`` with a sentence where they may not."""
    lock(item)
    if (sentence := refusal(item, user)) is not None:
        raise PermissionDenied(sentence)
    visit = StageState.objects.waiting().of(item).last()
    if visit is not None and visit.editor_id != user.pk:
        visit.editor = user
        visit.save(update_fields=["editor"])
        note(Verb.EDITED, item, user, revision=visit.revision, stage=visit.task.name)


@transaction.atomic
def hand_over(item: Any, user: User, comment: str = "") -> None:
    """End the editing: what was mended waits at the same stage for somebody else; unchanged text goes on waiting.

    Raises ``PermissionDenied`` unless ``user`` is the one who edits.
    """
    lock(item)
    visit = StageState.objects.waiting().of(item).select_related("workflow_state").last()
    if visit is None or visit.editor_id != user.pk:
        raise PermissionDenied(_("Only the person who is editing this item hands it over."))
    edited = visiting.latest(visit.workflow_state)
    note(Verb.HANDED_OVER, edited, user, revision=edited.latest_revision_id, comment=comment, stage=visit.task.name)
    visit.editor = None
    if visit.revision_id == edited.latest_revision_id:
        visit.save(update_fields=["editor"])
        return
    visit.status, visit.finished_at = TaskState.STATUS_CANCELLED, timezone.now()
    visit.finished_by, visit.comment = user, comment
    visit.save()
    if _asks_as_before(visit, edited):
        _carry(visit, edited)
    state = visit.workflow_state
    state.current_task_state = visit.task.specific.start(state, user=user)
    state.save()
    if state.current_task_state.status != TaskState.STATUS_IN_PROGRESS:
        state.update(user=user)
    notices.handed_over(state, edited, user)


def _asks_as_before(visit: StageState, edited: Any) -> bool:
    """Whether the stages up to this one ask the same units for the edited text; if not, all of them decide anew."""
    read = visit.revision.as_object()
    tasks = list(visit.workflow_state.workflow.tasks.order_by("workflow_tasks__sort_order"))
    stages = [task.specific for task in tasks[: [task.pk for task in tasks].index(visit.task_id) + 1]]
    asked, asks = ([stage.needs_of(traits_of(text), edited.unit) for stage in stages] for text in (read, edited))
    return asked == asks


def _carry(visit: StageState, edited: Any) -> None:
    """What earlier stages approved holds for the edited version too, and says which version they saw."""
    done = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)
    before = StageState.objects.filter(
        workflow_state=visit.workflow_state, revision=visit.revision_id, status__in=done
    ).order_by("pk")
    for earlier in before:
        follows = earlier.follows or (earlier if earlier.status == TaskState.STATUS_APPROVED else None)
        visiting.pass_by(earlier.task.specific, visit.workflow_state, edited, follows)
