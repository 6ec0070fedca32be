"""After how many days a unit or a section is silent, and which silences were told of (LD-3.0a)."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from units.models.register import Unit

WEEK, LONGEST = 7, 366


@register_setting(icon="warning")
class SilenceTerms(BaseGenericSetting):
    """Kept by whoever administers units and people; the regulation says "regularly" and names no number."""

    unit_days = models.PositiveSmallIntegerField(
        _("days after which a unit is silent"),
        default=WEEK,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("Its leader and the office are told once, as soon as nothing new was published for so many days."),
    )
    section_days = models.PositiveSmallIntegerField(
        _("days after which a section is silent"),
        default=WEEK,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("The leaders of its lead units and the office are told once."),
    )

    panels: ClassVar[list[object]] = [FieldPanel("unit_days"), FieldPanel("section_days")]

    class Meta:
        verbose_name = _("silence of units and sections")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SilenceAlert(models.Model):
    """A silence that was told of, so that each is told once however often the clock strikes."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    section = models.CharField(_("section"), max_length=255, blank=True)
    since = models.DateField(_("silent since"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("alert of a silence")
        verbose_name_plural = _("alerts of silences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "since"], condition=Q(section=""), name="one_alert_a_silence_of_a_unit"
            ),
            models.UniqueConstraint(
                fields=["section", "since"], condition=Q(unit=None), name="one_alert_a_silence_of_a_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.section}: {self.since}"
