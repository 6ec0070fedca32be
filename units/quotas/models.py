"""Decisions that assign quotas, the quotas, and the warnings that were given (ND-7.1c)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.contributions import countable
from units.duties import spans
from units.duties.spans import Every
from units.models.register import Unit

DECISION_LENGTH = 200
LARGEST = 100_000
#: A quota of items of every kind together.
ANY_KIND = ""


class QuotaDecision(models.Model):
    """The decision of the committee that quotas rest on; never changed, a later one takes its place."""

    number = models.CharField(_("decision number"), max_length=DECISION_LENGTH)
    decided_on = models.DateField(_("day of the decision"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        verbose_name = _("decision on quotas")
        verbose_name_plural = _("decisions on quotas")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.number


class QuotaQuerySet(models.QuerySet["Quota"]):
    """Named questions about quotas."""

    def standing(self) -> QuotaQuerySet:
        """Those that no later decision on the same unit, kind and period replaces."""
        same = Quota.objects.filter(**{name: OuterRef(name) for name in ("unit", "kind", "span", "first")})
        later = Q(decision__decided_on__gt=OuterRef("decision__decided_on")) | Q(
            decision__decided_on=OuterRef("decision__decided_on"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(same.filter(later)))

    def of_period(self, span: str, first: date) -> QuotaQuerySet:
        """Those of one period."""
        return self.filter(span=span, first=first)

    def for_display(self) -> QuotaQuerySet:
        """With unit and decision, in protocol order."""
        rows = self.select_related("unit", "decision").prefetch_related("unit__former_names")
        return rows.order_by("unit__kind__order", "unit__order", "unit__name", "kind", "pk")


class Quota(models.Model):
    """A number of items of one kind, or of every kind together, that a unit is to give in a period."""

    decision = models.ForeignKey(QuotaDecision, models.PROTECT, related_name="quotas", verbose_name=_("decision"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quotas", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    span = models.CharField(_("period"), max_length=10, choices=Every)
    first = models.DateField(_("first day of the period"))
    number = models.PositiveIntegerField(_("quota"))

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["first", "unit", "kind"]
        indexes = [models.Index(fields=["span", "first"], name="quota_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "unit", "kind", "span", "first"], name="one_quota_a_decision_and_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.kind_name}, {self.label}: {self.number}"

    @property
    def period(self) -> Period:
        """Its days."""
        return spans.period_of(self.span, self.first)

    @property
    def label(self) -> str:
        """The period in words."""
        return spans.label(self.span, self.period)

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return str(countable.kinds().get(self.kind, self.kind)) if self.kind else gettext("every kind")


class Step(models.TextChoices):
    """When a unit that stays behind is told: from half of the period on, in its last week, and when it is over."""

    HALF = "half", _("half of the period")
    WEEK = "week", _("last week")
    OVER = "over", _("over")


class QuotaWarning(models.Model):
    """A warning that was given, so that each is given once however often the clock strikes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    span = models.CharField(_("period"), max_length=10, choices=Every)
    first = models.DateField(_("first day of the period"))
    step = models.CharField(_("step"), max_length=10, choices=Step)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("warning about a quota")
        verbose_name_plural = _("warnings about quotas")
        constraints = [models.UniqueConstraint(fields=["unit", "span", "first", "step"], name="each_warning_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.step}"
