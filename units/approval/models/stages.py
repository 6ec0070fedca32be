"""A stage of an approval route as a Wagtail task: approvers follow from a role and the item, not from groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from units.approval import needs
from units.approval.locking import lock
from units.approval.locks import WaitingLock
from units.approval.models.visits import StageState
from units.approval.traits import Traits, is_apart, traits_of
from units.models.membership import Role

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.needs import Need
    from units.approval.rules import ApprovalRules
    from units.models.register import Unit


class StageTask(Task):
    """A stage: whose approval it asks for, when it applies, and what an approver has to do there."""

    class Scope(models.TextChoices):
        """Where the approvers hold their role."""

        UNIT = "unit", _("in the item's unit")
        LEADS = "leads", _("in the units that lead its sections")
        SITE = "site", _("for the whole site")

    class Timely(models.TextChoices):
        """Which items a stage is for, by how soon they have to be public."""

        ANY = "", _("timely news and everything else")
        ONLY = "timely", _("only timely news")
        NEVER = "other", _("everything but timely news")

    role = models.ForeignKey(Role, models.PROTECT, related_name="stages", verbose_name=_("role"))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.UNIT)
    approvals = models.PositiveSmallIntegerField(_("approvals by different people"), default=1)
    limit_hours = models.PositiveSmallIntegerField(
        _("time limit in hours"),
        null=True,
        blank=True,
        help_text=_("Hours of working days; for timely news every hour counts."),
    )
    only_timely = models.CharField(_("for"), max_length=10, choices=Timely, blank=True, default=Timely.ANY)
    only_kinds = models.JSONField(_("only these kinds"), default=list, blank=True)
    only_sections = models.JSONField(_("only these sections"), default=list, blank=True)
    only_unit_kinds = models.JSONField(_("only units of these kinds"), default=list, blank=True)
    only_origins = models.JSONField(_("only these origins"), default=list, blank=True)
    tells = models.JSONField(_("roles told when an item arrives"), default=list, blank=True)
    asks_checklist = models.BooleanField(_("the checklist has to be answered"), default=False)
    asks_grade = models.BooleanField(_("the source is checked and the quality graded"), default=False)
    may_edit = models.BooleanField(_("approvers may edit, somebody else then approves"), default=False)
    assigns = models.BooleanField(_("each item is assigned to one of the approvers"), default=False)

    task_state_class = StageState
    lock_class = WaitingLock

    class Meta:
        verbose_name = _("stage of an approval route")
        verbose_name_plural = _("stages of approval routes")

    @classmethod
    def get_description(cls) -> str:
        """The sentence shown where an administrator chooses a type of task."""
        return str(_("Holders of a role approve at this stage, in a unit or for the site."))

    def needs_of(self, traits: Traits, unit: Unit | None) -> list[Need]:
        """Whose approval an item of ``unit`` needs here; nothing where the stage does not apply."""
        if not self._is_for(traits, unit):
            return []
        if self.scope == self.Scope.LEADS:
            return needs.of_leads(traits, unit)
        return needs.of_unit(unit) if self.scope == self.Scope.UNIT else needs.of_site()

    def _is_for(self, traits: Traits, unit: Unit | None) -> bool:
        codes = {section.code for section in traits.sections}
        timely = self.Timely.ONLY if traits.timely else self.Timely.NEVER
        return (
            self.only_timely in (self.Timely.ANY, timely)
            and (traits.kind in self.only_kinds or not (self.only_kinds or is_apart(traits.kind)))
            and (not self.only_origins or traits.origin in self.only_origins)
            and (not self.only_sections or bool(codes & set(self.only_sections)))
            and (not self.only_unit_kinds or (unit is not None and unit.kind.code in self.only_unit_kinds))
        )

    def rules(self, item: Any) -> ApprovalRules:
        """The rules for ``item`` at this stage."""
        from units.approval.rules import ApprovalRules

        return ApprovalRules(item, self)

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin at this stage, or at the first stage that has not approved the text as it stands now.

        A stage that does not apply to the item is passed by, which the visit says.
        """
        from units.approval import visiting

        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            return first.specific.start(workflow_state, user=user)
        item = visiting.latest(workflow_state)
        wanted = self.needs_of(traits_of(item), item.unit)
        if not wanted:
            return visiting.pass_by(self, workflow_state, item)
        return visiting.begin(super().start(workflow_state, user=user), item, wanted, user)

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Approve or return, if the rules allow it at this instant; ``kwargs`` are what a verdict form says.

        Raises ``PermissionDenied`` with a sentence that says why not and who may instead.
        """
        from units.approval import visiting
        from units.approval.verdicts import give

        lock(task_state.workflow_state.content_object)
        visit = StageState.objects.select_related("workflow_state").get(pk=task_state.pk)
        item = visiting.latest(visit.workflow_state)
        verdict = give(self.rules(item), visit, user, action_name, kwargs)
        if verdict.decision == verdict.Decision.RETURNED:
            visit.reject(user=user, comment=verdict.comment)
        elif visiting.is_complete(visit):
            visit.approve(user=user, comment=verdict.comment)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, str, bool]]:
        """The verbs that ``user`` may use on ``obj`` here, superusers by the same rules."""
        if self.rules(obj).refusal(user) is not None:
            return []
        return [("reject", str(_("Return")), True), ("approve", str(_("Approve")), True)]

    def get_form_for_action(self, action: str) -> Any:
        """What has to be said with a verdict at this stage."""
        from units.approval.forms import verdict_form

        return verdict_form(action, self)

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        """Approvers of this stage may open the item, locked, wherever it stands."""
        return self.rules(obj).mandate(user) is not None

    def locked_for_user(self, obj: Any, user: User) -> bool:
        """What waits is read, not edited, but by whoever has begun to edit it at this stage."""
        visit = StageState.objects.waiting().of(obj).only("editor").last()
        return visit is None or visit.editor_id != user.pk

    def user_can_lock(self, obj: Any, user: User) -> bool:
        """A stage gives nobody the right to lock."""
        return False

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits at this stage for ``user``."""
        from units.approval import inbox

        return self.task_states.filter(pk__in=inbox.seated(user).filter(task=self.pk).values("pk"))
