"""What shows that a revision was approved: the route it finished, the verdicts on it, what it said then (ND-10.4b)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision, TaskState, WorkflowState

from units import calendar
from units.approval import digest
from units.approval.hours import waits_for_its_hour
from units.approval.models import Delegation, Emergency, Route, StageState, Verdict, Withdrawal
from units.approval.needs import are_met
from units.approval.writers import writers_of
from units.models.membership import Membership
from units.scoping import unit_of


def is_emergency(item: Any, revision_id: int) -> bool:
    """Whether this revision was published in an emergency, open or signed off."""
    return bool(Emergency.objects.about(item).filter(revision=revision_id).exists())


def is_withdrawn(item: Any, revision_id: int) -> bool:
    """Whether the item was taken down after this revision had been approved: it needs a new approval."""
    decided = _decided_at(item, revision_id)
    if decided is None:
        return False
    taken_down = log_registry.get_logs_for_instance(item).filter(action__startswith="wagtail.unpublish")
    return bool(
        taken_down.filter(timestamp__gt=decided).exists()
        or Withdrawal.objects.about(item).filter(at__gt=decided).exists()
    )


def _decided_at(item: Any, revision_id: int) -> datetime | None:
    """When this revision was approved last, by its route or in an emergency."""
    approved = Verdict.objects.approving().filter(
        visit__revision=revision_id, visit__workflow_state__status=WorkflowState.STATUS_APPROVED
    )
    urgent = Emergency.objects.about(item).filter(revision=revision_id)
    moments = [approved.aggregate(at=Max("at"))["at"], urgent.aggregate(at=Max("at"))["at"]]
    return max((moment for moment in moments if moment is not None), default=None)


def passed_its_route(item: Any, revision_id: int) -> bool:
    """Whether the route that ``item`` finished last approved exactly this revision, in the unit where it stands.

    Each stage that applied has the approvals it asked for, by different people who held its role or stood in for a
    holder that day, wrote none of the text, and decided on the text as it is stored now. What an editor changed at a
    stage was approved there by others; the stages before approved the version that the editor began with.
    """
    state = _finished_for(item, revision_id)
    unit = unit_of(item)
    if state is None or not Route.objects.for_unit(unit).filter(pk=state.workflow_id).exists():
        return False
    barred = writers_of(item, revision_id, state)
    approvers: list[int] = []
    for visits in _back_from_the_end(state):
        visit = next((visit for visit in visits if visit.revision_id == revision_id), None)
        if visit is None or visit.unit_id != (unit.pk if unit else None):
            return False
        if visit.status == TaskState.STATUS_SKIPPED and visit.follows is None:
            continue
        # A stage before an edit approved the version that the editor began with.
        visit = visit.follows or visit
        verdicts = list(Verdict.objects.approving().filter(visit=visit).select_related("user", "acts_for"))
        if not _is_sound(visit, verdicts):
            return False
        approvers += [verdict.user_id for verdict in verdicts]
    return bool(approvers) and len(set(approvers)) == len(approvers) and not set(approvers) & barred


def approved_last(item: Any) -> Revision | None:
    """The version that the route finished last has approved; whether it may be public now is another question."""
    state = _finished(item).first()
    return _approved_in(state) if state is not None else None


def _finished(item: Any) -> QuerySet[WorkflowState]:
    finished = WorkflowState.objects.for_instance(item).filter(status=WorkflowState.STATUS_APPROVED)
    newest_first: QuerySet[WorkflowState] = finished.select_related("workflow").order_by("-pk")
    return newest_first


def _finished_for(item: Any, revision_id: int) -> WorkflowState | None:
    """The route finished last; while what it approved waits for its hour, what was approved before still counts."""
    for state in _finished(item):
        version = _approved_in(state)
        if version is None or version.pk == revision_id or not waits_for_its_hour(version):
            return state
    return None


def _approved_in(state: WorkflowState) -> Revision | None:
    approved = StageState.objects.filter(workflow_state=state, status=TaskState.STATUS_APPROVED)
    visit = approved.select_related("revision").order_by("-pk").first()
    return visit.revision if visit is not None else None


def _back_from_the_end(state: WorkflowState) -> Iterator[list[StageState]]:
    """The visits to each stage of the route, last stage first, newest visit first."""
    done = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)
    visits = list(
        StageState.objects.filter(workflow_state=state, status__in=done)
        .select_related("follows", "revision", "follows__revision")
        .order_by("-pk")
    )
    for task in state.workflow.tasks.order_by("-workflow_tasks__sort_order"):
        yield [visit for visit in visits if visit.task_id == task.pk]


def _is_sound(visit: StageState, verdicts: list[Verdict]) -> bool:
    """Whether the stage has what it asked for, from people who could give it, on the text as it is stored now."""
    stage = visit.task.specific
    seats = list(visit.seats.all())
    text = digest.of_revision(visit.revision)
    for verdict in verdicts:
        if verdict.text_digest != text or not all(_held(verdict, stage, unit) for unit in verdict.units):
            return False
    approving = {unit for verdict in verdicts for unit in verdict.units}
    return len(verdicts) >= visit.approvals and are_met(seats, approving)


def _held(verdict: Verdict, stage: Any, unit_id: int | None) -> bool:
    """Whether the approver held the stage's role there on the day of the verdict, or stood in for a holder."""
    day = calendar.day_of(verdict.at)
    if verdict.acts_for is None:
        held = Membership.objects.valid_on(day).filter(user=verdict.user, role=stage.role, unit=unit_id)
        return bool(held.exists())
    lent = Delegation.objects.valid_on(day).filter(delegate=verdict.user, membership__user=verdict.acts_for)
    return bool(lent.filter(membership__role=stage.role, membership__unit=unit_id).exists())
