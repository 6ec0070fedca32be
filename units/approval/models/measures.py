"""What was done to an item outside its route: held, taken down, published in an emergency (ND-5.1, ND-5.4a, ND-7.3)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class MeasureQuerySet(models.QuerySet[Any]):
    """Named questions about measures."""

    def about(self, item: Any) -> Any:
        """Those taken on ``item``, oldest first."""
        return self.filter(item_type=item.get_base_content_type(), item_id=str(item.pk)).order_by("pk")

    def open(self) -> Any:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)


class Measure(models.Model):
    """Something done to an item, by whom, when and why; ended by somebody at some time, or still open."""

    item_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    item_id = models.CharField(_("item"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("version"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    reason = models.TextField(_("reason"), max_length=2000)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    end_reason = models.TextField(_("reason for the end"), max_length=2000, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["item_type", "item_id"], name="%(class)s_item")]

    def __str__(self) -> str:
        return self.title

    @property
    def item_key(self) -> str:
        """The item's key in the addresses of approval."""
        from units.approval.items import key

        return key(self.item_type_id, self.item_id)


class Hold(Measure):
    """The item is not public until somebody releases it; was it public, exactly that version comes back."""

    was_public = models.BooleanField(_("was public"), default=False)

    class Meta(Measure.Meta):
        abstract = False
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(fields=["item_type", "item_id"], condition=Q(ended_at=None), name="one_open_hold")
        ]


class Withdrawal(Measure):
    """The item was taken down, with one of three meanings for whoever has its address."""

    class Meaning(models.TextChoices):
        """What readers find at the address afterwards."""

        ERROR = "error", _("published in error: the address leads to nothing")
        REPLACED = "replaced", _("replaced: the address leads to the new item")
        WITHDRAWN = "withdrawn", _("withdrawn: the text stays at its address under an explanation")

    meaning = models.CharField(_("meaning"), max_length=10, choices=Meaning)
    explanation = models.TextField(_("explanation for readers"), max_length=2000, blank=True)
    replaced_by = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, null=True, related_name="+", verbose_name=_("replaced by")
    )

    #: For a snippet, which another one of its type replaces.
    replaced_by_number = models.PositiveBigIntegerField(_("number of what replaces it"), null=True)

    class Meta(Measure.Meta):
        abstract = False
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(
                fields=["item_type", "item_id"], condition=Q(ended_at=None), name="one_open_withdrawal"
            )
        ]

    @property
    def replacement(self) -> Any:
        """The page or the snippet that replaces the item; None where there is none or it is gone."""
        if self.replaced_by_number is None:
            return self.replaced_by
        model = self.item_type.model_class()
        return model._default_manager.filter(pk=self.replaced_by_number).first() if model is not None else None


class Emergency(Measure):
    """The item went public without its route; open until an independent second person signs it off."""

    class Meta(Measure.Meta):
        abstract = False
        verbose_name = _("emergency publication")
        verbose_name_plural = _("emergency publications")
