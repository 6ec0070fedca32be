"""Days on which nobody is expected to work, and weekend days that are worked in exchange; entered every year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayOff(models.Model):
    """One exception to the week of five working days; where none is entered, Saturday and Sunday are off."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("Which holiday it is, or why it is worked."))
    works = models.BooleanField(
        _("worked"),
        default=False,
        help_text=_("Tick this for a weekend day worked in exchange for another, or for a day entered by mistake."),
    )

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.name}"
