"""An approved version goes public, now or at its hour, and the record keeps what it said (ND-9.1, ND-10.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, Revision

from units.approval import digest, notices
from units.approval.hours import hour_of
from units.approval.models import Withdrawal
from units.contributions.periods import moment_text
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def publish(version: Revision, user: User | None, at_once: bool = False) -> None:
    """Make ``version`` public or, where it states an hour to come, let it wait for that; ``at_once`` waits for nothing.

    Whether it may be public is asked by the save itself, now and again when its hour comes
    (``units.approval.release``). Raises ``UnapprovedPublication``.
    """
    # The signal that the record hears carries the version, not the person.
    version.released_by = user
    if at_once:
        is_page = isinstance(version.content_object, Page)
        action = (PublishPageRevisionAction if is_page else PublishRevisionAction)(version, user=user)
        action.object.go_live_at = None
        action.execute(skip_permission_checks=True)
        return
    version.publish(user=user, skip_permission_checks=True)
    hour = hour_of(version)
    if hour is not None and Revision.objects.filter(pk=version.pk, approved_go_live_at=hour).exists():
        note(Verb.SCHEDULED, version.content_object, user, revision=version, hour=moment_text(hour))


def note_published(item: Any, revision: Revision | None) -> None:
    """Write down who released which version, the portal itself at its hour, and what it says; a withdrawal is over."""
    text = digest.of_revision(revision) if revision is not None else ""
    Withdrawal.objects.about(item).open().update(ended_at=timezone.now())
    notices.published(item, revision, text, getattr(revision, "released_by", None))
