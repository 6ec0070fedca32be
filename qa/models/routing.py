"""Which unit a question is for: the table that the office keeps (LD-3.7, ND-9.4a)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import FieldOfWork
from units.models import Unit


class RoutingRule(models.Model):
    """The fields of work that a unit answers for, and words that tell of its work, one a line."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    fields = models.ManyToManyField(FieldOfWork, blank=True, related_name="+", verbose_name=_("fields of work"))
    words = models.TextField(
        _("words"), blank=True, help_text=_("One word or phrase a line; marks and capitals make no difference.")
    )

    class Meta:
        verbose_name = _("unit for questions")
        verbose_name_plural = _("units for questions")
        ordering = ["unit__order", "unit__name"]

    def __str__(self) -> str:
        return str(self.unit)
