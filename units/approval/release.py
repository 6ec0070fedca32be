"""The last door before the public: only a revision that every stage has approved passes (LD-5.1a, ND-9.1, ND-10.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from units import calendar, people
from units.approval.writers import writers_of
from units.scoping import unit_at

if TYPE_CHECKING:
    from accounts.models import User


class UnapprovedPublication(PermissionDenied):
    """Something tried to put before the public what the route has not approved."""


def is_approved(item: Any, revision_id: int | None) -> bool:
    """Whether the route that ``item`` finished last approved exactly this revision, in the unit where the item stands.

    Each stage needs its own approver, who held the stage's role on the day of the verdict and wrote none of the text.
    What was taken down after its approval needs a new one.
    """
    state = (
        WorkflowState.objects.filter(
            base_content_type=item.get_base_content_type(), object_id=str(item.pk), status=WorkflowState.STATUS_APPROVED
        )
        .order_by("-pk")
        .first()
    )
    stages = list(state.workflow.tasks.filter(active=True).specific()) if state and revision_id else []
    barred = writers_of(item, revision_id, state)
    verdicts = [_verdict(state, stage, revision_id, unit_at(item.path)) for stage in stages]
    approvers = {verdict.finished_by_id for verdict in verdicts if verdict is not None}
    if not stages or None in verdicts or approvers & barred or len(approvers) != len(stages):
        return False
    decided = max(verdict.finished_at for verdict in verdicts)
    withdrawn = PageLogEntry.objects.filter(page=item.pk, action__startswith="wagtail.unpublish", timestamp__gt=decided)
    return not withdrawn.exists()


def _verdict(state: WorkflowState, stage: Any, revision_id: int | None, unit: Any) -> Any:
    """The approval of the revision at ``stage`` by somebody who could give it; None where there is none."""
    from units.models import StageState, StageTask

    verdict = (
        StageState.objects.filter(
            workflow_state=state, task=stage.pk, revision=revision_id, unit=unit, status=TaskState.STATUS_APPROVED
        )
        .select_related("finished_by")
        .order_by("-pk")
        .first()
    )
    if verdict is None or verdict.finished_by is None or not isinstance(stage, StageTask):
        return None
    where = unit if stage.scope == stage.Scope.UNIT else None
    day = calendar.day_of(verdict.finished_at)
    return verdict if people.held_on(day, verdict.finished_by, stage.role, where) else None


def refuse_unapproved(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of ``pre_save``: refuse to put before the public, or to change there, what has not been approved.

    Raises ``UnapprovedPublication``. Every path to the public ends in this save: publish, schedule, bulk action,
    copy, alias, import, command and shell.
    """
    from units.pages import OwnedPage

    if raw or not isinstance(instance, Page) or not issubclass(instance.specific_class or Page, OwnedPage):
        return
    before = type(instance).objects.filter(pk=instance.pk).first() if instance.pk else None
    if before is None:
        allowed = not instance.live or instance.specific_class.structural
    else:
        allowed = _changes_nothing_public(before, instance, update_fields)
    if not allowed:
        raise UnapprovedPublication(
            _("“%(title)s” cannot be made public: this version has not been approved. Submit it for approval.")
            % {"title": instance.title}
        )


def _changes_nothing_public(before: Page, after: Page, update_fields: Any) -> bool:
    """Whether a save leaves what readers see as it is, or as it was approved."""

    def written(name: str) -> Any:
        return getattr(after if update_fields is None or name in update_fields else before, name)

    if not written("live"):
        return True
    if not before.live or written("live_revision") != before.live_revision:
        return is_approved(after, after.live_revision_id)
    text = [field for field in after._meta.concrete_fields if field.model is not Page and field.editable]
    return all(
        field.value_to_string(before) == field.value_to_string(after)
        for field in (Page._meta.get_field("title"), *text)
        if update_fields is None or field.name in update_fields
    )


def release(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish the revision that the last stage approved, and no other.

    Raises ``UnapprovedPublication`` if the item has been changed since.
    """
    approved: Any = workflow_state.current_task_state.revision
    latest: Revision = workflow_state.content_object.get_latest_revision()
    if approved.pk != latest.pk:
        raise UnapprovedPublication(
            _("The item was changed after it had been submitted; its author has to submit it again.")
        )
    approved.publish(user=user, skip_permission_checks=True)
