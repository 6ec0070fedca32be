"""Who may act on an item now? The one door for approval (LD-5.1a, ND-9.1); superusers are no exception."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from units import people
from units.approval.writers import writers_of

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageTask
    from units.models import Unit


class ApprovalRules:
    """The rules for one item at one stage of its route."""

    def __init__(self, item: Any, stage: StageTask) -> None:
        self.item = item
        self.stage = stage

    @cached_property
    def writers(self) -> set[int]:
        """Everybody who answers for the text; none of them may approve it."""
        return writers_of(self.item, self.item.latest_revision_id, self.item.current_workflow_state)

    @cached_property
    def earlier_approvers(self) -> set[int]:
        """Whoever approved this very version at an earlier stage: each stage is another pair of eyes."""
        state = self.item.current_workflow_state
        if state is None:
            return set()
        approved = state.task_states.filter(
            status=TaskState.STATUS_APPROVED, revision=self.item.latest_revision_id
        ).exclude(task=self.stage.pk)
        return set(approved.values_list("finished_by", flat=True)) - {None}

    def is_approver(self, user: User) -> bool:
        """Whether ``user`` holds the stage's role today where the item needs it."""
        return bool(user.is_active) and people.holds(user, self.stage.role.code, self.stage.unit_for(self.item))

    def eligible(self) -> QuerySet[User]:
        """The people who may approve the item at this stage today."""
        barred = self.writers | self.earlier_approvers
        return people.holders(self.stage.role.code, self.stage.unit_for(self.item)).exclude(pk__in=barred)

    def refusal(self, user: User, task_state: TaskState | None = None) -> str | None:
        """Why ``user`` may not approve or return the item now, as a sentence; None if they may."""
        if not self.is_approver(user):
            return _("Only %(role)s decides on this item at this stage: %(names)s.") % {
                "role": self.stage.role.name,
                "names": self._names(),
            }
        if user.pk in self.writers:
            return _("You wrote or submitted this item, so somebody else has to decide on it: %(names)s.") % {
                "names": self._names()
            }
        if user.pk in self.earlier_approvers:
            return _("You approved this item at an earlier stage, so somebody else has to decide on it: %(names)s.") % {
                "names": self._names()
            }
        if task_state is not None and task_state.status != TaskState.STATUS_IN_PROGRESS:
            return _("This item no longer waits here; somebody has decided on it in the meantime.")
        if task_state is not None and task_state.revision_id != self.item.latest_revision_id:
            return _("The item was changed after it had been submitted; its author has to submit it again.")
        return None

    def _names(self) -> str:
        names = ", ".join(user.get_full_name() or user.username for user in self.eligible()[:5])
        return names or _("at present nobody holds this role and may decide; tell the office")

    @classmethod
    def why_no_route(cls, page: Page, unit: Unit | None, submitter: User | None = None) -> str | None:
        """Why ``submitter`` cannot submit an item of ``unit``, as a sentence; None if they can (LD-5.1a).

        ``page`` is the item or, before it is saved, its parent.
        """
        workflow = page.get_workflow()
        if workflow is None:
            return _("No approval route holds here, so the item cannot be submitted; tell the office.")
        for stage in workflow.tasks.filter(active=True).specific():
            where = unit if stage.scope == stage.Scope.UNIT else None
            holders = people.holders(stage.role.code, where)
            sentence = None
            if not holders.exists():
                sentence = _(
                    "%(where)s has nobody as %(role)s, so nothing can be submitted; the unit's administrator or the "
                    "office appoints them. What you wrote can be saved as a draft."
                )
            elif submitter is not None and not holders.exclude(pk=submitter.pk).exists():
                sentence = _(
                    "%(where)s has nobody but you as %(role)s, and nobody decides on their own text; the unit's "
                    "administrator or the office appoints a second person. What you wrote can be saved as a draft."
                )
            if sentence is not None:
                return sentence % {"where": where or _("The site"), "role": stage.role.name}
        return None


def may_withdraw(user: User, item: Any) -> bool:
    """Whether ``user`` may take a public item down: whoever decides on it at some stage of its route."""
    workflow = item.get_workflow()
    if workflow is None or not user.is_active:
        return False
    return any(ApprovalRules(item, stage).is_approver(user) for stage in workflow.tasks.specific())
