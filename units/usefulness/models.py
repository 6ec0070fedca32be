"""What readers said of a public item: how many found it useful, and what they wrote to its unit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_COMMENT = 1000


class OpinionQuerySet(models.QuerySet[Any]):
    """Named questions about what readers said."""

    def about(self, item: Any) -> Any:
        """What was said of ``item``."""
        return self.filter(item_type=item.get_base_content_type(), item_id=str(item.pk))

    def of_units(self, units: Any) -> Any:
        """What was said of the items of ``units``."""
        return self.filter(unit__in=units)

    def unread(self) -> Any:
        """Comments that nobody has marked as read."""
        return self.filter(read_at=None)


class Opinion(models.Model):
    """Something said of an item. Title and unit are those of the time; nothing tells who said it."""

    item_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    item_id = models.CharField(_("item"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))

    objects = OpinionQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class UsefulnessCount(Opinion):
    """How many readers found an item useful and how many did not."""

    useful = models.PositiveIntegerField(_("useful"), default=0)
    not_useful = models.PositiveIntegerField(_("not useful"), default=0)
    last_on = models.DateField(_("last answer on"))

    class Meta(Opinion.Meta):
        abstract = False
        verbose_name = _("count of answers")
        verbose_name_plural = _("counts of answers")
        constraints = [models.UniqueConstraint(fields=["item_type", "item_id"], name="one_usefulness_count_an_item")]


class ReaderComment(Opinion):
    """What a reader wrote about an item: plain text, for its unit's people and the office alone, never public."""

    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("read by")
    )
    read_at = models.DateTimeField(_("read at"), null=True)

    class Meta(Opinion.Meta):
        abstract = False
        verbose_name = _("reader's comment")
        verbose_name_plural = _("readers' comments")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "-id"], name="comment_unit_newest")]
