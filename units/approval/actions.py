"""The verbs of approval: submit, approve, return, take back; each asks the rules, then Wagtail's workflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from units.approval import holding
from units.approval.checklist import Reason
from units.approval.locking import lock
from units.approval.models import StageState
from units.approval.rules import ApprovalRules
from units.approval.verdicts import may_return

if TYPE_CHECKING:
    from accounts.models import User

CHANGED_MEANWHILE = gettext_lazy("The item was changed while you were reading it; read this version before you decide.")
DECIDED_MEANWHILE = gettext_lazy("This item no longer waits here; somebody has decided on it in the meantime.")


def refusal_to_submit(item: Any, user: User) -> str | None:
    """Why ``user`` may not send the latest version of ``item`` on its route, as a sentence; None if they may."""
    if (sentence := ApprovalRules.why_no_route(item, item.unit, user) or holding.refusal(item)) is not None:
        return sentence
    tester = item.permissions_for_user(user)
    if not tester.can_submit_for_moderation():
        return _("This item waits for approval already.")
    return None if tester.can_edit() else _("Only people who write for the unit may submit its items.")


@transaction.atomic
def submit(item: Any, user: User) -> WorkflowState:
    """Send the latest version of ``item`` to the first stage of its route, anew or after a return.

    Raises ``PermissionDenied`` with a sentence when no route or nobody could decide, or when it waits already.
    """
    lock(item)
    if (sentence := refusal_to_submit(item, user)) is not None:
        raise PermissionDenied(sentence)
    state = item.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        # Whoever submits last answers for it, so that they do not approve it.
        state.requested_by = user
        state.save(update_fields=["requested_by"])
        state.resume(user=user)
        return state
    started: WorkflowState = item.get_workflow().start(item, user)
    return started


def approve(item: Any, user: User, comment: str = "", **said: Any) -> None:
    """Approve the version that waits; ``said`` is what the stage asks for (checklist, source_checked, grade).

    Raises ``PermissionDenied`` with a sentence when the rules say no or something has not been said.
    """
    _act(item, user, "approve", comment=comment, **said)


def send_back(item: Any, user: User, comment: str, reasons: Sequence[str] = (Reason.OTHER,)) -> None:
    """Return the item to its author with a reason. Raises ``PermissionDenied`` when the rules say no."""
    _act(item, user, "reject", comment=comment, reasons=list(reasons))


@transaction.atomic
def take_back(item: Any, user: User) -> None:
    """Let the submitter or the owner end a submission, to go on writing; an approver returns it with a reason."""
    lock(item)
    state = item.current_workflow_state
    if state is None:
        raise PermissionDenied(_("This item does not wait for approval."))
    if not may_take_back(item, user):
        raise PermissionDenied(_("Only the person who submitted the item or its owner may take it back."))
    state.cancel(user=user)


def may_take_back(item: Any, user: User) -> bool:
    """Whether ``user`` may end the submission of ``item``: nobody may while an approver edits it."""
    state = item.current_workflow_state
    if state is None or user.pk not in {state.requested_by_id, getattr(item, "owner_id", None)}:
        return False
    return not StageState.objects.waiting().of(item).exclude(editor=None).exists()


def may_send_back(item: Any, user: User) -> bool:
    """Whether ``user`` may return the item at the stage where it waits."""
    visit = StageState.objects.waiting().of(item).last()
    if visit is None:
        return False
    rules = ApprovalRules(item, visit.task.specific, visit)
    return rules.refusal(user, visit) is None or may_return(rules, visit, user)


def _act(item: Any, user: User, action: str, **said: Any) -> None:
    state = item.current_workflow_task_state
    if state is None:
        raise PermissionDenied(DECIDED_MEANWHILE)
    if state.revision_id != item.latest_revision_id:
        raise PermissionDenied(CHANGED_MEANWHILE)
    state.task.specific.on_action(state, user, action, **said)
