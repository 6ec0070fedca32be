"""The register of key tasks, and which items of the ledger tell of which of them (ND-7.1b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from units import symbols
from units.calendar import Period
from units.contributions.models import Contribution
from units.duties import spans
from units.duties.spans import DAY
from units.models.register import Unit

NAME_LENGTH = 300
REASON_LENGTH = 500
#: What was done in the last days of a task is told in the month after it.
STILL_TOLD = 31 * DAY


class Span(models.TextChoices):
    """For how long a task is set; the values are those of ``units.duties.spans.Every``."""

    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class KeyTaskQuerySet(models.QuerySet["KeyTask"]):
    """Named questions about key tasks."""

    def touching(self, period: Period) -> KeyTaskQuerySet:
        """Those that run on some day of ``period``."""
        not_ended = Q(ended_on=None) | Q(ended_on__gte=period.first)
        return self.filter(not_ended, first__lte=period.last, last__gte=period.first)

    def running(self, day: date) -> KeyTaskQuerySet:
        """Those that run on ``day``."""
        return self.touching(Period(day, day))

    def to_tell_of(self, day: date) -> KeyTaskQuerySet:
        """Those that an item written on ``day`` can tell of."""
        return self.touching(Period(day - STILL_TOLD, day))

    def of_units(self, units: list[int] | None) -> KeyTaskQuerySet:
        """Those in the charge of one of ``units``, and those of every unit; all for None."""
        if units is None:
            return self
        charged = KeyTask.units.through.objects.filter(keytask=OuterRef("pk"))
        return self.filter(Exists(charged.filter(unit__in=units)) | ~Exists(charged))

    def untold(self, unit: Unit | None) -> KeyTaskQuerySet:
        """Those of which no item tells yet, or none of ``unit``."""
        told = ContributionTask.objects.filter(task=OuterRef("pk"))
        return self.filter(~Exists(told if unit is None else told.filter(contribution__unit=unit)))

    def in_order(self) -> KeyTaskQuerySet:
        """The later period first, then as entered."""
        return self.order_by("-first", "span", "pk")


class KeyTask(models.Model):
    """What a year or a quarter is about, by a decision or resolution; it is ended, never deleted."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    symbol = models.CharField(_("number and symbol"), max_length=100, validators=[symbols.validate])
    decided_on = models.DateField(_("day of the decision"))
    span = models.CharField(_("period"), max_length=10, choices=Span)
    first = models.DateField(_("first day of the period"))
    last = models.DateField(_("last day of the period"), editable=False)
    units = models.ManyToManyField(Unit, blank=True, related_name="key_tasks", verbose_name=_("units in charge"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    ended_on = models.DateField(_("last day"), null=True)
    end_reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)

    objects = KeyTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("key task")
        verbose_name_plural = _("key tasks")
        default_permissions = ()
        ordering = ["-first", "pk"]
        indexes = [models.Index(fields=["first", "last"], name="key_task_period")]

    def __str__(self) -> str:
        return gettext("%(task)s (%(symbol)s, %(period)s)") % {
            "task": self.name,
            "symbol": self.symbol,
            "period": spans.short_label(self.span, self.period),
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the last day beside the first, so that the database can ask for both."""
        self.last = self.period.last
        super().save(*args, **kwargs)

    @property
    def period(self) -> Period:
        """Its days."""
        return spans.period_of(self.span, self.first)

    @property
    def label(self) -> str:
        """The period in words."""
        return spans.label(self.span, self.period)


#: Wagtail's models carry no types, so neither does what is mixed into them.
Mixin: Any = models.Model


class TellsOfTasks(Mixin):
    """What items have in common that can tell of key tasks; the choice is part of the version that is approved."""

    key_tasks = ParentalManyToManyField(
        KeyTask,
        blank=True,
        related_name="+",
        verbose_name=_("key tasks"),
        help_text=_("Tick what the item tells of. Readers do not see it; the report on key tasks counts it."),
    )

    class Meta:
        abstract = True


class ContributionTask(models.Model):
    """A key task of which an item of the ledger tells, as its last public version says."""

    wagtail_reference_index_ignore = True

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="key_tasks")
    task = models.ForeignKey(KeyTask, models.PROTECT, related_name="told")

    class Meta:
        verbose_name = _("key task of a contribution")
        verbose_name_plural = _("key tasks of contributions")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "contribution"], name="a_key_task_once_an_item")]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.task}"
