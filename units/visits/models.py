"""How often a public page was opened on a day; nothing else is known of it (LD-4.1a, N-9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.models.register import Unit

LONGEST_PATH = 255


class PageVisitsQuerySet(models.QuerySet["PageVisits"]):
    """Named questions about visits."""

    def within(self, period: Period) -> PageVisitsQuerySet:
        """Those of the days of ``period``."""
        return self.filter(day__range=(period.first, period.last))


class PageVisits(models.Model):
    """One address on one day. No address of a reader, no cookie, no hour: nobody can be told from another."""

    day = models.DateField(_("day"))
    path = models.CharField(_("address"), max_length=LONGEST_PATH)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    number = models.PositiveIntegerField(_("times opened"), default=0)

    objects = PageVisitsQuerySet.as_manager()

    class Meta:
        verbose_name = _("visits to a page")
        verbose_name_plural = _("visits to pages")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="one_count_of_visits_a_day_and_page")]
        indexes = [models.Index(fields=["unit", "day"], name="visits_of_unit")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.path}"
