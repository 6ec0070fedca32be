"""Who answers for a text: the people who may not approve it (LD-5.1a, ND-7.3)."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from wagtail.models import TaskState, WorkflowState

from units.contributions.countable import authors_in


def writers_of(item: Any, revision_id: int | None, state: WorkflowState | None) -> set[int]:
    """The ids of everybody who answers for the version ``revision_id`` of ``item``.

    They are its owner, whoever submitted it, whoever saved any version since the one approved before, and whoever the
    version names as an author, so that nobody approves their own text under a colleague's last comma.
    """
    versions = item.revisions.filter(pk__gt=_approved_before(item, revision_id), pk__lte=revision_id or 0)
    people = set(versions.order_by().values_list("user", flat=True))
    people |= {getattr(item, "owner_id", None), state.requested_by_id if state else None}
    people |= _named(item, revision_id)
    return {pk for pk in people if pk is not None}


def _approved_before(item: Any, revision_id: int | None) -> int:
    """The last version before ``revision_id`` that came to the end of its route; 0 where there is none."""
    ended = TaskState.objects.filter(
        workflow_state__base_content_type=item.get_base_content_type(),
        workflow_state__object_id=str(item.pk),
        workflow_state__status=WorkflowState.STATUS_APPROVED,
        status=TaskState.STATUS_APPROVED,
        revision__lt=revision_id or 0,
    )
    # What an editor changed at a stage follows versions that others approved in the same submission.
    if (final := _submission_of(item, revision_id)) is not None:
        ended = ended.exclude(workflow_state=final)
    return ended.aggregate(last=Max("revision"))["last"] or 0


def _submission_of(item: Any, revision_id: int | None) -> int | None:
    visit = TaskState.objects.filter(
        workflow_state__base_content_type=item.get_base_content_type(),
        workflow_state__object_id=str(item.pk),
        revision=revision_id,
    )
    return visit.order_by("-pk").values_list("workflow_state", flat=True).first()


def _named(item: Any, revision_id: int | None) -> set[int]:
    content = item.revisions.filter(pk=revision_id).values_list("content", flat=True).first()
    return authors_in(item, content) if content else set()
