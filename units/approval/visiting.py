"""The visit of an item to a stage: how it begins, what it waits for, when it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from units.approval import assigning, due, items, needs, notices
from units.approval.models.visits import Seat, StageState, Verdict
from units.approval.writers import writers_of

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageTask
    from units.approval.needs import Need


def latest(workflow_state: WorkflowState) -> Any:
    """The item of a submission as its latest version has it, in the unit where it stands now."""
    stored = items.specific(workflow_state.content_object)
    item = stored.get_latest_revision_as_object()
    item.unit = stored.unit
    return item


def begin(state: TaskState, item: Any, wanted: list[Need], user: User | None) -> StageState:
    """Note at the visit whose turn it is and when it is due, and tell them."""
    visit = StageState.objects.get(pk=state.pk)
    stage: StageTask = visit.task.specific
    visit.unit = item.unit
    visit.approvals = stage.approvals
    visit.item_due_at, visit.due_at = due.of_visit(visit, stage, item)
    visit.save()
    seats = needs.seats(wanted, stage.role)
    for seat in seats:
        seat.visit = visit
    Seat.objects.bulk_create(seats)
    visit.barred.set(writers_of(item, visit.revision_id, visit.workflow_state))
    if stage.assigns:
        assigning.assign(visit, stage.rules(item))
    notices.arrived(visit, item, user)
    return visit


def pass_by(
    stage: StageTask, workflow_state: WorkflowState, item: Any, follows: StageState | None = None
) -> StageState:
    """A visit that asks nothing of anybody: the stage does not apply, or ``follows`` approved before an edit."""
    return StageState.objects.create(
        workflow_state=workflow_state,
        task=stage,
        revision=item.get_latest_revision(),
        unit=item.unit,
        follows=follows,
        status=TaskState.STATUS_SKIPPED,
        finished_at=timezone.now(),
    )


def is_complete(visit: StageState) -> bool:
    """Whether enough different people, of every unit that is needed, have approved."""
    verdicts = list(Verdict.objects.approving().filter(visit=visit))
    approving = {unit for verdict in verdicts for unit in verdict.units}
    people = {verdict.user_id for verdict in verdicts}
    return len(people) >= visit.approvals and needs.are_met(visit.seats.all(), approving)
