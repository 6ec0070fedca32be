"""What waits for a person, what came back to them and what they have sent (LD-4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import TaskState, WorkflowState

from units.approval.models import StageState

if TYPE_CHECKING:
    from accounts.models import User


def _visits() -> QuerySet[StageState]:
    return StageState.objects.select_related(
        "task", "unit", "revision", "finished_by", "workflow_state__requested_by"
    ).defer("revision__content")


def waiting_for(user: User) -> QuerySet[StageState]:
    """Items that ``user`` may decide on, longest waiting first: not those they wrote or submitted."""
    mine = TaskState.objects.reviewable_by(user).order_by().values("pk")
    return (
        _visits()
        .filter(pk__in=mine)
        .exclude(workflow_state__requested_by=user)
        .exclude(revision__user=user)
        .order_by("started_at", "pk")
    )


def returned_to(user: User) -> QuerySet[StageState]:
    """Items of ``user`` that came back, newest first, and have not been submitted again."""
    return (
        _visits()
        .filter(
            status=TaskState.STATUS_REJECTED,
            workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
            workflow_state__requested_by=user,
        )
        .filter(Exists(WorkflowState.objects.filter(current_task_state=OuterRef("pk"))))
        .order_by("-finished_at", "-pk")
    )


def sent_by(user: User) -> QuerySet[StageState]:
    """Items that ``user`` submitted and that still wait, newest first."""
    return (
        _visits()
        .filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__requested_by=user)
        .order_by("-started_at", "-pk")
    )
