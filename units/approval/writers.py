"""Who answers for a text: the people who may not approve it (LD-5.1a, ND-7.3)."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision, WorkflowState

from units.contributions.countable import facts_of


def writers_of(item: Any, revision_id: int | None, state: WorkflowState | None) -> set[int]:
    """The ids of everybody who answers for the version ``revision_id`` of ``item``.

    They are its owner, whoever submitted it, whoever saved any version since the public one, and whoever the version
    names as an author, so that nobody approves their own text under a colleague's last comma.
    """
    public = Page.objects.filter(pk=item.pk).values_list("live_revision", flat=True).first()
    versions = item.revisions.filter(pk__gt=public or 0, pk__lte=revision_id or 0)
    people = set(versions.order_by().values_list("user", flat=True))
    people |= {item.owner_id, state.requested_by_id if state else None} | _named(item, revision_id)
    return {pk for pk in people if pk is not None}


def _named(item: Any, revision_id: int | None) -> set[int | None]:
    revision: Revision | None = item.revisions.filter(pk=revision_id).first()
    facts = facts_of(revision.as_object()) if revision else None
    return {author.user_id for author in facts.authors} if facts else set()
