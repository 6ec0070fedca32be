"""A version that came before an approver is a record: nobody changes it afterwards (ND-10.4b)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from units.approval.release import UnapprovedPublication

#: What a version says, and who says it.
KEPT = ("content", "user_id", "object_id")


def is_on_record(revision: Revision) -> bool:
    """Whether the version has been submitted at any time."""
    return bool(TaskState.objects.filter(revision=revision.pk).exists())


def keep(sender: Any, instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of ``pre_save``: refuse to write another text into a version that is on record.

    Raises ``UnapprovedPublication``. Wagtail's autosave overwrites versions in place; ``OwnedPage.save_revision`` makes
    a new one where this would refuse.
    """
    if raw or instance.pk is None or (update_fields is not None and not set(KEPT) & set(update_fields)):
        return
    if not is_on_record(instance):
        return
    stored = Revision.objects.filter(pk=instance.pk).values(*KEPT).first()
    if stored is not None and any(stored[name] != getattr(instance, name) for name in KEPT):
        raise UnapprovedPublication(_("This version has been submitted and stays as it was; save a new one instead."))
