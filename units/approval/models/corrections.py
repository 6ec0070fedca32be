"""What was corrected in a public item, for its readers (LD-3.0b)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class CorrectionNoteQuerySet(models.QuerySet["CorrectionNote"]):
    """Named questions about corrections."""

    def about(self, item: Any) -> CorrectionNoteQuerySet:
        """Those of ``item``, newest first."""
        about = self.filter(item_type=item.get_base_content_type(), item_id=str(item.pk))
        return about.order_by("-published_at", "-pk")


class CorrectionNote(models.Model):
    """One correction: what readers are told, since when, and the versions before and after it."""

    item_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    item_id = models.CharField(_("item"), max_length=255)
    text = models.TextField(_("correction"))
    published_at = models.DateTimeField(_("published at"))
    before = models.ForeignKey(
        Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("version before the correction")
    )
    after = models.ForeignKey(
        Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("version with the correction")
    )

    objects = CorrectionNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["item_type", "item_id"], name="correction_item")]

    def __str__(self) -> str:
        return self.text
