"""The register of duties and who is excused; both are ended, never deleted or changed (ND-9.5)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.contributions import countable
from units.duties import spans
from units.duties.spans import Every
from units.models.register import Unit, UnitKind

NAME_LENGTH = 200
REASON_LENGTH = 1000
#: How many days before the last day of a period ND-9.5 has people reminded.
USUAL_REMINDERS = (30, 14, 7, 0)


def usual_reminders() -> list[int]:
    """The days before the end at which a new duty reminds."""
    return [*USUAL_REMINDERS]


class DutyQuerySet(models.QuerySet["Duty"]):
    """Named questions about duties."""

    def in_force(self, on: date | None = None) -> DutyQuerySet:
        """Duties that hold on ``on`` (today unless told)."""
        day = on or calendar.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def for_display(self) -> DutyQuerySet:
        """With whom they bind."""
        return self.select_related("unit", "unit_kind")


class Duty(models.Model):
    """Every unit of a kind, or one unit, owes a number of items of one kind in every period."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    unit_kind = models.ForeignKey(
        UnitKind, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name=_("kind of unit")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=40)
    minimum = models.PositiveSmallIntegerField(_("at least"), default=1)
    span = models.CharField(_("period"), max_length=10, choices=Every)
    reminders = models.JSONField(_("days before the last day"), default=usual_reminders)
    valid_from = models.DateField(_("from"), default=calendar.today)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    decision = models.CharField(_("decision it rests on"), max_length=NAME_LENGTH, blank=True)
    clause = models.CharField(_("clause"), max_length=40, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, unit_kind__isnull=False) | Q(unit__isnull=False, unit_kind=None),
                name="a_duty_binds_a_kind_or_a_unit",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="a_duty_asks_for_something"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_duty_a_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> str:
        """Whom it binds: a kind of unit or one unit, by name."""
        return str(self.unit or self.unit_kind)

    @property
    def what(self) -> str:
        """How much of what it asks for, such as "at least 1: Tình huống"."""
        return gettext("at least %(number)s: %(kind)s") % {"number": self.minimum, "kind": self.kind_name}

    @property
    def kind_name(self) -> str:
        """The kind by name; its code where no content type of this portal claims it."""
        return str(countable.kinds().get(self.kind, self.kind))

    def covers(self, period: Period) -> bool:
        """Whether it holds on every day of ``period``; for less than a whole period nobody owes anything."""
        return self.valid_from <= period.first and (self.valid_to is None or period.last <= self.valid_to)

    def label(self, period: Period) -> str:
        """``period`` in words."""
        return spans.label(self.span, period)


class ExcuseQuerySet(models.QuerySet["DutyExcuse"]):
    """Named questions about excuses."""

    def standing(self) -> ExcuseQuerySet:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)


class DutyExcuse(models.Model):
    """A unit owes nothing in one period, by a dated decision; one entered by mistake is ended, never deleted."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="excuses", verbose_name=_("duty"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="excuses", verbose_name=_("unit"))
    first = models.DateField(_("first day of the period"))
    decision = models.CharField(_("decision number"), max_length=NAME_LENGTH)
    decided_on = models.DateField(_("day of the decision"))
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    end_reason = models.CharField(_("reason for the end"), max_length=REASON_LENGTH, blank=True)

    objects = ExcuseQuerySet.as_manager()

    class Meta:
        verbose_name = _("excuse")
        verbose_name_plural = _("excuses")
        ordering = ["-first", "unit", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "unit", "first"], condition=Q(ended_at=None), name="one_standing_excuse_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.decision}"

    @property
    def period(self) -> Period:
        """The period for which the unit is excused."""
        return spans.period_of(self.duty.span, self.first)

    @property
    def label(self) -> str:
        """That period in words."""
        return self.duty.label(self.period)
