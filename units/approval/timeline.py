"""An item's way in words: who did what and when, newest first (LD-1.1b, LD-1.2c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState


@dataclass(frozen=True)
class Step:
    """One step: its time, who took it, what it was, and what they said."""

    at: datetime
    who: str
    what: str
    comment: str = ""
    is_return: bool = False


VERDICTS = {
    TaskState.STATUS_APPROVED: lambda stage: _("approved at the stage “%(stage)s”") % {"stage": stage},
    TaskState.STATUS_REJECTED: lambda stage: _("returned at the stage “%(stage)s”") % {"stage": stage},
    TaskState.STATUS_CANCELLED: lambda stage: _("taken back from the stage “%(stage)s”") % {"stage": stage},
}


def of(item: Any) -> list[Step]:
    """Every submission and verdict of ``item``; four queries at the most."""
    states = WorkflowState.objects.filter(
        base_content_type=item.get_base_content_type(), object_id=str(item.pk)
    ).select_related("requested_by")
    steps = [Step(state.created_at, str(state.requested_by or ""), _("submitted")) for state in states]
    visits = TaskState.objects.filter(workflow_state__in=states).select_related("finished_by", "task")
    for visit in visits:
        if visit.finished_at is not None and visit.status in VERDICTS:
            what = VERDICTS[visit.status](visit.task.name)
            returned = visit.status == TaskState.STATUS_REJECTED
            steps.append(Step(visit.finished_at, str(visit.finished_by or ""), what, visit.comment, returned))
    return sorted(steps, key=lambda step: step.at, reverse=True)
