"""The last door before the public: only a revision that every stage has approved passes (LD-5.1a, ND-9.1, ND-10.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from units.approval import digest, evidence, holding, items, publication

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
    if raw or not items.is_owned(instance):
        return
    before = type(instance).objects.filter(pk=instance.pk).first() if instance.pk else None
    if before is None:
        allowed = not instance.live or items.class_of(instance).structural
    else:
        _refuse_another_unit(before, instance)
        allowed = _changes_nothing_public(before, instance, update_fields)
    if not allowed:
        raise UnapprovedPublication(
            _("“%(title)s” cannot be made public: this version has not been approved. Submit it for approval.")
            % {"title": instance.title}
        )


def _refuse_another_unit(before: Any, after: Any) -> None:
    """A page's unit follows from the tree; a snippet has nothing but its column, which says whose route it takes."""
    if not isinstance(after, Page) and before.unit_id != after.unit_id:
        raise UnapprovedPublication(_("“%(title)s” stays with its unit.") % {"title": before.title})


def _changes_nothing_public(before: Any, after: Any, update_fields: Any) -> bool:
    """Whether a save leaves what readers see as it is, or as it was approved."""

    def written(name: str) -> Any:
        return getattr(after if update_fields is None or name in update_fields else before, name)

    if not written("live"):
        return True
    if not before.live or written("live_revision") != before.live_revision:
        return is_approved(after, after.live_revision_id) and _says_what_was_approved(after)
    text = [field for field in after._meta.concrete_fields if field.editable and field.name not in digest.MACHINERY]
    return all(
        field.value_to_string(before) == field.value_to_string(after)
        for field in text
        if (field.model is not Page or field.name == "title") and (update_fields is None or field.name in update_fields)
    )


def _says_what_was_approved(after: Any) -> bool:
    approved = Revision.objects.filter(pk=after.live_revision_id).first()
    specific = type(after) is items.class_of(after)
    return approved is not None and specific and not digest.differs(approved, after)


def release(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish the revision that the last stage approved, and no other, now or at the hour it names.

    Raises ``UnapprovedPublication`` if the item has been changed since, by whatever hand.
    """
    item = workflow_state.content_object
    latest: Revision = item.get_latest_revision()
    if latest is None or not is_approved(items.specific(item), latest.pk):
        raise UnapprovedPublication(
            _("The item was changed after it had been submitted; its author has to submit it again.")
        )
    publication.publish(latest, user)
