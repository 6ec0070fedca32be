"""Correcting what is public: the correction is approved with its version and stands above the text, dated (LD-3.0b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Revision

from units.approval import notices
from units.approval.models.corrections import CorrectionNote
from units.messages.models import Kind
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from units.forms import OwnedItemForm

FIELD = "correction"
#: Where the field stands in Wagtail's editor.
ANCHOR = f"#id_{FIELD}"


#: Wagtail's models carry no types, so neither does what is mixed into them.
Mixin: Any = models.Model


class Correctable(Mixin):
    """An item whose public text may be corrected. ``correction`` is part of a version, so it is approved with it."""

    correction = models.TextField(
        _("correction"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Fill this in if the public text says something wrong: what was wrong and what is right now. Readers see "
            "it above the text with the date on which it goes public. Leave it empty for any other change."
        ),
    )

    #: A copy is another item and corrects nothing.
    exclude_fields_in_copy: ClassVar[list[str]] = [FIELD]

    class Meta:
        abstract = True

    @cached_property
    def correction_notes(self) -> list[CorrectionNote]:
        """What readers are told, newest first; in a preview with what this version would add.

        One query, and none where only one version has ever been public: most items are never corrected.
        """
        if not self.correction and self.first_published_at == self.last_published_at:
            return []
        notes = list(CorrectionNote.objects.about(self)) if self.pk else []
        if self.correction and self.correction not in {note.text for note in notes}:
            notes.insert(0, CorrectionNote(text=self.correction, published_at=timezone.now()))
        return notes


def with_correction(panels: Sequence[Any]) -> list[Any]:
    """The content panels of a correctable item: the correction stands before the declarations, which come last."""
    return [*panels[:-1], FieldPanel(FIELD), panels[-1]]


def prepare(form: OwnedItemForm) -> None:
    """Ask for a correction only where something has been public, and each time for a new one.

    A correction that readers have been told stays with its version; the next version begins without one.
    """
    if FIELD not in form.fields:
        return
    item = form.instance
    if item.first_published_at is None:
        del form.fields[FIELD]
    elif CorrectionNote.objects.about(item).filter(text=item.correction).exists():
        form.initial[FIELD] = ""


def note_published(item: Any, revision: Revision | None) -> None:
    """Tell readers of the correction in a version that has gone public, once; the record and its people know too."""
    text = item.correction.strip() if isinstance(item, Correctable) else ""
    if not text or revision is None or CorrectionNote.objects.about(item).filter(text=item.correction).exists():
        return
    published = RecordEntry.objects.about(item).filter(verb=Verb.PUBLISHED).exclude(revision_id=revision.pk).last()
    made = CorrectionNote.objects.create(
        item_type=item.get_base_content_type(),
        item_id=str(item.pk),
        text=item.correction,
        published_at=timezone.now(),
        before=Revision.objects.filter(pk=published.revision_id).first() if published else None,
        after=revision,
    )
    note(Verb.CORRECTED, item, revision.user, revision=revision, comment=text, before=made.before_id)
    notices.say(notices.people_of(item), Kind.CORRECTED, str(_("The correction of “%(title)s” is public.")), item)
