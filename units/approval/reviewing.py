"""What the review page of an item shows to one person: what it says, what changed, what they may do (ND-10.2a, b)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from units.approval import actions, differences, editing, holding, items, needs, routes, timeline
from units.approval.models import Emergency, StageState, Verdict
from units.approval.rules import ApprovalRules
from units.approval.taking_verbs import verbs_for
from units.approval.traits import kinds, traits_of
from units.record.panel import Responsibility, responsibility_of

if TYPE_CHECKING:
    from accounts.models import User
    from units.people import StaffRequest


@dataclass(frozen=True)
class Comparison:
    """The text that waits beside an earlier version; ``url`` opens Wagtail's own comparison of the two."""

    heading: str
    changes: list[differences.Change]
    url: str


class Review:
    """One item as the person behind ``request`` finds it; each answer is asked for once."""

    def __init__(self, request: StaffRequest, item: Any) -> None:
        self.request = request
        self.user: User = request.user
        self.item = item

    @cached_property
    def visit(self) -> StageState | None:
        """The stage at which the item waits."""
        waiting = StageState.objects.waiting().of(self.item)
        return waiting.select_related("workflow_state__requested_by", "assignee", "editor", "revision").last()

    @cached_property
    def rules(self) -> ApprovalRules | None:
        """The rules of that stage."""
        return ApprovalRules(self.item, self.visit.task.specific, self.visit) if self.visit is not None else None

    @cached_property
    def refusal(self) -> str | None:
        """Why the person may not decide, as a sentence that says who may; None where they may or nothing waits."""
        return self.rules.refusal(self.user, self.visit) if self.rules is not None else None

    @property
    def may_approve(self) -> bool:
        """Whether the person may approve what waits."""
        return self.rules is not None and self.refusal is None

    @cached_property
    def may_return(self) -> bool:
        """Whether the person may send it back: at their stage, or because they oversee."""
        return self.may_approve or (self.visit is not None and actions.may_send_back(self.item, self.user))

    @cached_property
    def kind(self) -> str:
        """What kind of item it is."""
        code = traits_of(self.item).kind
        return str(dict(kinds()).get(code) or items.class_of(self.item)._meta.verbose_name)

    @cached_property
    def acts_for(self) -> str:
        """In whose place the person would decide; empty where in their own."""
        mandate = self.rules.mandate(self.user) if self.rules is not None else None
        if mandate is None or mandate.acts_for is None:
            return ""
        return str(get_user_model().objects.get(pk=mandate.acts_for))

    @cached_property
    def approve_label(self) -> str:
        """What pressing the button brings about."""
        if self.rules is None or self.visit is None:
            return _("Approve")
        if not self._would_complete(self.rules, self.visit):
            return _("Approve; others have to approve as well")
        following = self._next_stage(self.visit)
        if following is not None:
            return _("Approve and pass on to “%(stage)s”") % {"stage": following}
        hour = getattr(self.item, "go_live_at", None)
        if hour is not None and hour > timezone.now():
            return _("Approve; published at %(hour)s") % {"hour": date_format(timezone.localtime(hour), "H:i d/m/Y")}
        return _("Approve and publish")

    def _would_complete(self, rules: ApprovalRules, visit: StageState) -> bool:
        given = list(Verdict.objects.approving().filter(visit=visit))
        mandate = rules.mandate(self.user)
        units = {unit for verdict in given for unit in verdict.units} | set(mandate.units if mandate else ())
        people = {verdict.user_id for verdict in given} | {self.user.pk}
        return len(people) >= visit.approvals and needs.are_met(visit.seats.all(), units)

    def _next_stage(self, visit: StageState) -> str | None:
        route = visit.workflow_state.workflow.route
        names = [(stage.pk, stage.name) for stage in routes.stages_for(route, traits_of(self.item), self.item.unit)]
        here = next((place for place, (pk, _name) in enumerate(names) if pk == visit.task_id), len(names))
        return names[here + 1][1] if here + 1 < len(names) else None

    @cached_property
    def may_edit_here(self) -> bool:
        """Whether the person may begin to edit at this stage."""
        return self.visit is not None and editing.refusal(self.item, self.user) is None

    @property
    def is_editing(self) -> bool:
        """Whether the person is editing the item at this stage."""
        return self.visit is not None and self.visit.editor_id == self.user.pk

    @cached_property
    def others(self) -> QuerySet[User] | None:
        """Whom the person may give the item to; None where they may not or somebody is editing it."""
        if self.rules is None or self.visit is None or self.visit.editor_id is not None:
            return None
        if self.rules.mandate(self.user) is None:
            return None
        found = self.rules.eligible().exclude(pk=self.visit.assignee_id).order_by("first_name", "last_name", "pk")
        return found if found.exists() else None

    @cached_property
    def may_take_back(self) -> bool:
        """Whether the person may end the submission."""
        return self.visit is not None and actions.may_take_back(self.item, self.user)

    @property
    def edit_url(self) -> str:
        """Where the item is edited."""
        return items.edit_url(self.item)

    @cached_property
    def may_edit(self) -> bool:
        """Whether the person may go on writing: nothing waits and the item is theirs."""
        return self.visit is None and bool(self.item.permissions_for_user(self.user).can_edit())

    @cached_property
    def measures(self) -> list[Any]:
        """What else the person may do to the item: hold, withdraw and the like."""
        return list(verbs_for(self.item, self.user))

    @cached_property
    def on_hold(self) -> str | None:
        """That the item is on hold, by whom and why."""
        return holding.refusal(self.item)

    @cached_property
    def emergency(self) -> Emergency | None:
        """The emergency publication of the item that nobody has signed off."""
        made: Emergency | None = Emergency.objects.about(self.item).open().select_related("by").last()
        return made

    @cached_property
    def steps(self) -> list[timeline.Step]:
        """The item's way so far."""
        return timeline.of(self.item)

    @cached_property
    def responsibility(self) -> Responsibility:
        """Who answers for the item."""
        return responsibility_of(self.item)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """What differs from the version sent first in this submission and from the public one."""
        found = []
        first = self._sent_first()
        if first is not None and first.pk != self.item.latest_revision_id:
            found.append(self._compared(_("Since it was sent"), first.as_object(), str(first.pk)))
        if self.item.live and self.item.live_revision_id != self.item.latest_revision_id:
            public = type(self.item)._default_manager.get(pk=self.item.pk)
            found.append(self._compared(_("Compared with the public version"), public, "live"))
        return found

    def _sent_first(self) -> Any:
        if self.visit is None:
            return None
        visits = StageState.objects.filter(workflow_state=self.visit.workflow_state).select_related("revision")
        return visits.order_by("pk")[0].revision

    def _compared(self, heading: str, before: Any, name: str) -> Comparison:
        changes = differences.between(self.request, before, self.item)
        url = items.compare_url(self.item, name, "latest")
        return Comparison(heading, changes, url)
