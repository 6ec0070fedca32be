"""Writing the ledger: one row an item, when it first goes public, never recomputed from today's tree (LD-6.1a)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision, TaskState, WorkflowState

from units import calendar
from units.contributions.countable import facts_of
from units.contributions.models import Contribution, ContributionAuthor


@transaction.atomic
def record(item: Any, revision: Revision | None) -> Contribution | None:
    """Note the first publication of ``item``; None if its type does not count or it has its row already."""
    facts = facts_of(item)
    item_type = ContentType.objects.get_for_model(item)
    if facts is None or Contribution.objects.filter(item_type=item_type, item_id=item.pk).exists():
        return None
    state = (
        WorkflowState.objects.filter(
            base_content_type=item.get_base_content_type(),
            object_id=str(item.pk),
            status=WorkflowState.STATUS_APPROVED,
        )
        .order_by("-pk")
        .first()
    )
    verdict = (
        state.task_states.filter(status=TaskState.STATUS_APPROVED).order_by("-finished_at").first() if state else None
    )
    row = Contribution.objects.create(
        item_type=item_type,
        item_id=item.pk,
        revision_id=revision.pk if revision else None,
        title=item.title,
        unit=item.unit,
        unit_name=item.unit.name_on(calendar.day_of(item.first_published_at)),
        kind=facts.kind,
        sections=facts.sections,
        origin=facts.origin,
        timely=facts.timely,
        event_date=facts.event_date,
        submitted_at=state.created_at if state else None,
        submitter=state.requested_by if state else None,
        approved_at=verdict.finished_at if verdict else None,
        approver=verdict.finished_by if verdict else None,
        published_at=item.first_published_at,
    )
    ContributionAuthor.objects.bulk_create(
        ContributionAuthor(contribution=row, user_id=author.user_id, name=author.name, share=author.share)
        for author in facts.authors
    )
    return row
