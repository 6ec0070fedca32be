"""A stage of an approval route as a Wagtail task: approvers follow from a role and the item's unit, not from groups.

The routes of a preset are Wagtail workflows made of these stages, in order; see ``units.approval.routes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from units.approval.forms import ApprovalForm, ReturnForm
from units.approval.locks import WaitingLock
from units.models.membership import Membership, Role
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.rules import ApprovalRules


class StageState(TaskState):
    """One visit of an item to a stage; remembers whose item it was when it came."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("visit to a stage")
        verbose_name_plural = _("visits to stages")


class StageTask(Task):
    """A stage: the role whose holders approve here, in the item's unit or for the whole site."""

    class Scope(models.TextChoices):
        """Where the approvers hold their role."""

        UNIT = "unit", _("in the item's unit")
        SITE = "site", _("for the whole site")

    role = models.ForeignKey(Role, models.PROTECT, related_name="stages", verbose_name=_("role"))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.UNIT)

    admin_form_fields: ClassVar[list[str]] = [*Task.admin_form_fields, "role", "scope"]
    admin_form_readonly_on_edit_fields: ClassVar[list[str]] = [
        *Task.admin_form_readonly_on_edit_fields,
        "role",
        "scope",
    ]
    task_state_class = StageState
    lock_class = WaitingLock

    class Meta:
        verbose_name = _("stage of an approval route")
        verbose_name_plural = _("stages of approval routes")

    @classmethod
    def get_description(cls) -> str:
        """The sentence shown where an administrator chooses a type of task."""
        return str(_("Holders of a role, in the item's unit or for the site, approve at this stage."))

    def unit_for(self, item: Any) -> Unit | None:
        """The unit in which approvers of ``item`` hold the role; None where the role is for the site."""
        return item.specific_deferred.unit if self.scope == self.Scope.UNIT else None

    def rules(self, item: Any) -> ApprovalRules:
        """The rules for ``item`` at this stage."""
        from units.approval.rules import ApprovalRules

        return ApprovalRules(item, self)

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin at this stage, or at the first stage that has not approved the text as it stands now."""
        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            return first.specific.start(workflow_state, user=user)
        item = workflow_state.content_object
        state = super().start(workflow_state, user=user)
        StageState.objects.filter(pk=state.pk).update(unit=item.specific_deferred.unit)
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Approve or return, if the rules allow it at this instant.

        Raises ``PermissionDenied`` with a sentence that says why not and who may instead.
        """
        locked = TaskState.objects.select_for_update().get(pk=task_state.pk)
        item = locked.workflow_state.content_object
        refusal = self.rules(item).refusal(user, locked)
        if refusal is not None:
            raise PermissionDenied(refusal)
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied(_("Give a reason when you return an item, so that its author knows what to mend."))
        super().on_action(locked.specific, user, action_name, **kwargs)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, str, bool]]:
        """The verbs that ``user`` may use on ``obj`` here, superusers by the same rules."""
        if self.rules(obj).refusal(user) is not None:
            return []
        return [("reject", str(_("Return")), True), ("approve", str(_("Approve")), True)]

    def get_form_for_action(self, action: str) -> Any:
        """A reason is required to return an item and optional to approve it."""
        return ReturnForm if action == "reject" else ApprovalForm

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        """Approvers of this stage may open the item, locked, wherever it stands."""
        return self.rules(obj).is_approver(user)

    def locked_for_user(self, obj: Any, user: User) -> bool:
        """What waits is read, not edited: what is approved is what was submitted."""
        return True

    def user_can_lock(self, obj: Any, user: User) -> bool:
        """A stage gives nobody the right to lock."""
        return False

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits at this stage for the role and units of ``user``."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        held = Membership.objects.in_force().filter(user=user, role=self.role)
        if self.scope == self.Scope.SITE:
            return waiting if held.filter(unit=None).exists() else waiting.none()
        return waiting.filter(stagestate__unit__in=held.values("unit"))
