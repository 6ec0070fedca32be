"""The last door before the public: only a revision that every stage has approved passes (LD-5.1a, ND-9.1, ND-10.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from units.approval import digest, evidence, holding, publication

if TYPE_CHECKING:
    from accounts.models import User


class UnapprovedPublication(PermissionDenied):
    """Something tried to put before the public what the route has not approved."""


def is_approved(item: Any, revision_id: int | None) -> bool:
    """Whether exactly this revision may be public: by its route or in an emergency, not held and not withdrawn."""
    if revision_id is None or holding.open_hold(item) is not None or evidence.is_withdrawn(item, revision_id):
        return False
    return evidence.is_emergency(item, revision_id) or evidence.passed_its_route(item, revision_id)


def refuse_unapproved(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of ``pre_save``: refuse to put before the public, or to change there, what has not been approved.

    Raises ``UnapprovedPublication``. Every path to the public ends in this save: publish, schedule, bulk action,
    copy, alias, import, command and shell.
    """
    from units.pages import OwnedPage

    if raw or not isinstance(instance, Page) or not issubclass(instance.specific_class or Page, OwnedPage):
        return
    before = type(instance).objects.filter(pk=instance.pk).first() if instance.pk else None
    if before is None:
        allowed = not instance.live or instance.specific_class.structural
    else:
        allowed = _changes_nothing_public(before, instance, update_fields)
    if not allowed:
        raise UnapprovedPublication(
            _("“%(title)s” cannot be made public: this version has not been approved. Submit it for approval.")
            % {"title": instance.title}
        )


def _changes_nothing_public(before: Page, after: Page, update_fields: Any) -> bool:
    """Whether a save leaves what readers see as it is, or as it was approved."""

    def written(name: str) -> Any:
        return getattr(after if update_fields is None or name in update_fields else before, name)

    if not written("live"):
        return True
    if not before.live or written("live_revision") != before.live_revision:
        return is_approved(after, after.live_revision_id) and _says_what_was_approved(after)
    text = [field for field in after._meta.concrete_fields if field.model is not Page and field.editable]
    return all(
        field.value_to_string(before) == field.value_to_string(after)
        for field in (Page._meta.get_field("title"), *text)
        if update_fields is None or field.name in update_fields
    )


def _says_what_was_approved(after: Page) -> bool:
    approved = Revision.objects.filter(pk=after.live_revision_id).first()
    specific = type(after) is after.specific_class
    return approved is not None and specific and not digest.differs(approved, after)


def release(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish the revision that the last stage approved, and no other, now or at the hour it names.

    Raises ``UnapprovedPublication`` if the item has been changed since, by whatever hand.
    """
    item = workflow_state.content_object
    latest: Revision = item.get_latest_revision()
    if latest is None or not is_approved(getattr(item, "specific_deferred", item), latest.pk):
        raise UnapprovedPublication(
            _("The item was changed after it had been submitted; its author has to submit it again.")
        )
    publication.publish(latest, user)
