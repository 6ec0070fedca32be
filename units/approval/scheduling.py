"""When the hour comes: what is approved goes public, what has run out leaves, what is not approved is told (ND-9.1).

Each item is one transaction, so that one that is refused does not stop the others, and a run may be interrupted,
repeated or crossed by another. Nothing here decides whether a version may be public: its save asks that again
(``units.approval.release``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from units.approval import holding, notices, visiting
from units.approval.hours import hour_of
from units.approval.locking import lock
from units.approval.models import StageState
from units.contributions.periods import moment_text
from units.messages.models import Kind
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verbs import Verb

#: What Wagtail's own history calls what nobody pressed.
PUBLISHED_BY_CLOCK, EXPIRED_BY_CLOCK = "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"


@dataclass(frozen=True)
class Refused:
    """A version that was approved for its hour and was not published then, and why."""

    why: str


def due_versions(now: datetime) -> QuerySet[Revision]:
    """The approved versions whose hour has come, earliest first."""
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")


def publish(key: int, now: datetime) -> Refused | None:
    """Publish the version ``key`` if its hour has come; otherwise tell its people why not, once.

    Errors of the machine pass through, and the version keeps its hour for the next run.
    """
    try:
        with transaction.atomic():
            version = _taken(key, now)
            if version is not None:
                version.publish(log_action=PUBLISHED_BY_CLOCK)
            return None
    except (PermissionDenied, ValidationError) as error:
        return _refuse(key, now, " ".join(error.messages) if isinstance(error, ValidationError) else str(error))


def _taken(key: int, now: datetime) -> Revision | None:
    """The version with its item locked; None when another run has dealt with it."""
    version = due_versions(now).filter(pk=key).first()
    if version is None:
        return None
    lock(version.content_object)
    return due_versions(now).filter(pk=key).first()


@transaction.atomic
def _refuse(key: int, now: datetime, why: str) -> Refused | None:
    version = _taken(key, now)
    if version is None:
        return None
    item = version.content_object
    why = holding.refusal(item) or why
    hour = version.approved_go_live_at
    version.approved_go_live_at = None
    version.save(update_fields=["approved_go_live_at"])
    note(Verb.NOT_PUBLISHED, item, None, revision=version, hour=moment_text(hour), reason=why)
    sentence = _("“%(title)s” was not published at %(hour)s: %(why)s")
    notices.say(notices.involved_in(item), Kind.NOT_PUBLISHED, sentence, item, hour=moment_text(hour), why=why)
    return Refused(why)


def expired_items(now: datetime) -> Iterator[Any]:
    """The public items whose time has run out."""
    drafted = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    for model in [Page, *(model for model in drafted if not issubclass(model, Page))]:
        yield from model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")


@transaction.atomic
def expire(item: Any, now: datetime) -> None:
    """Take an item down whose time has run out, unless that has changed in the meantime."""
    lock(item)
    fresh = type(item)._default_manager.filter(pk=item.pk, live=True, expire_at__lte=now).first()
    if fresh is not None:
        fresh.unpublish(set_expired=True, log_action=EXPIRED_BY_CLOCK)


def unapproved_visits(now: datetime) -> QuerySet[StageState]:
    """Where the items stand whose hour has come before their approval and whose people may not know it yet."""
    told = RecordEntry.objects.filter(
        verb=Verb.NOT_PUBLISHED,
        item_type=OuterRef("workflow_state__base_content_type"),
        item_id=OuterRef("workflow_state__object_id"),
        revision_id=OuterRef("revision"),
    )
    on_route = StageState.objects.waiting() | StageState.objects.returned()
    # The hour stands in the version as text in UTC, which is in the order of time.
    stated = on_route.annotate(hour=Cast(KeyTextTransform("go_live_at", "revision__content"), CharField()))
    return stated.filter(~Exists(told), hour__lte=f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}").order_by("pk")


@transaction.atomic
def tell_unapproved(key: int, now: datetime) -> Any:
    """Tell the people of the item at the visit ``key`` that its hour has passed; the item, or None if nothing was told.

    An hour that had passed before the item was submitted asks for nothing but publication on approval.
    """
    lock(StageState.objects.select_related("workflow_state").get(pk=key).workflow_state.content_object)
    visit = unapproved_visits(now).filter(pk=key).select_related("workflow_state", "task").first()
    if visit is None:
        return None
    item = visiting.latest(visit.workflow_state)
    hour = item.go_live_at
    if hour is None or not visit.workflow_state.created_at <= hour <= now or _was_told(item, hour):
        return None
    note(Verb.NOT_PUBLISHED, item, None, revision=visit.revision_id, hour=moment_text(hour), stage=visit.task.name)
    if visit.status == visit.STATUS_IN_PROGRESS:
        sentence = _(
            "“%(title)s” was to be public at %(hour)s and is not approved yet: it waits at the stage “%(stage)s”. As "
            "soon as it is approved it goes public."
        )
    else:
        sentence = _(
            "“%(title)s” was to be public at %(hour)s, but was returned and has not been submitted again. As soon as "
            "it is approved it goes public."
        )
    values = {"hour": moment_text(hour), "stage": visit.task.name}
    notices.say(notices.involved_in(item), Kind.NOT_PUBLISHED, sentence, item, **values)
    return item


def _was_told(item: Any, hour: datetime) -> bool:
    """Whether the people know of this hour from an earlier version, such as one that an approver has edited since."""
    entries = RecordEntry.objects.about(item).filter(verb=Verb.NOT_PUBLISHED)
    return any(entry.details.get("hour") == moment_text(hour) for entry in entries)


def title_of(version: Revision) -> str:
    """The title that ``version`` gives to its item."""
    return str(version.content.get("title") or version.object_str)


def stated_hour(version: Revision) -> str:
    """The hour of ``version`` in words."""
    return moment_text(hour_of(version) or version.approved_go_live_at)
