"""Adopted tables of rates, and the sheets of months with a line for each person and item (LD-6.2, N-10)."""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.contributions.models import Contribution, ImmutableRow
from units.models.register import Unit
from units.periods.models import ClosedPeriod

DECISION_LENGTH = 200


class PayTableQuerySet(models.QuerySet["PayTable"]):
    """Named questions about tables."""

    def for_month(self, first: date) -> PayTable | None:
        """The table that holds in the month that begins on ``first``: the last one adopted for it or before."""
        return self.filter(valid_from__lte=first).order_by("-valid_from", "-pk").first()


class PayTable(models.Model):
    """What a unit of pay is worth and the rules beside the coefficients; never changed, a later one follows it."""

    decision = models.CharField(_("decision number"), max_length=DECISION_LENGTH)
    decided_on = models.DateField(_("day of the decision"))
    valid_from = models.DateField(_("holds from"))
    unit_value = models.PositiveIntegerField(_("value of one unit, in đồng"))
    collected_percent = models.PositiveSmallIntegerField(_("paid for collected items, per cent"), default=50)
    reused_percent = models.PositiveSmallIntegerField(_("paid for reused items, per cent"), default=0)
    control_percent = models.PositiveSmallIntegerField(_("paid for editing and control, per cent"), default=0)
    tax_from = models.PositiveIntegerField(_("taxed from, in đồng"), default=2_000_000)
    tax_percent = models.PositiveSmallIntegerField(_("tax, per cent"), default=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    objects = PayTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("table of pay")
        verbose_name_plural = _("tables of pay")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return self.decision


class PayRate(models.Model):
    """The coefficient of a kind and a quality grade; without a grade for items that nobody graded."""

    table = models.ForeignKey(PayTable, models.PROTECT, related_name="rates")
    kind = models.CharField(_("kind"), max_length=40)
    grade = models.CharField(_("quality grade"), max_length=20, blank=True)
    coefficient = models.DecimalField(_("coefficient"), max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = _("rate of pay")
        verbose_name_plural = _("rates of pay")
        constraints = [models.UniqueConstraint(fields=["table", "kind", "grade"], name="one_rate_a_kind_and_grade")]

    def __str__(self) -> str:
        return f"{self.kind} {self.grade}: {self.coefficient}"


class PaySheet(models.Model):
    """What is paid for one closed month: drawn up, reviewed by a second person, approved by a third, then locked."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAWN = "drawn", _("drawn up")
        REVIEWED = "reviewed", _("reviewed")
        APPROVED = "approved", _("approved and locked")

    period = models.OneToOneField(ClosedPeriod, models.PROTECT, related_name="pay_sheet", verbose_name=_("month"))
    table = models.ForeignKey(PayTable, models.PROTECT, related_name="sheets", verbose_name=_("table of pay"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAWN)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn up at"), default=timezone.now)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True)

    class Meta:
        verbose_name = _("sheet of pay")
        verbose_name_plural = _("sheets of pay")
        ordering = ["-period__first"]

    def __str__(self) -> str:
        return self.period.label

    @property
    def is_locked(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.state == self.State.APPROVED


class PayLineQuerySet(models.QuerySet["PayLine"]):
    """Lines of sheets; those of a locked sheet stay."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: a sheet is drawn up again instead."""
        raise ImmutableRow("A line of pay is never changed; draw the sheet up again.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove lines of sheets that are not locked. Raises ``ImmutableRow`` for any other."""
        if self.filter(sheet__state=PaySheet.State.APPROVED).exists():
            raise ImmutableRow("A line of an approved sheet is never removed.")
        return super().delete()


class PayLine(models.Model):
    """What one person is paid for one item: as an author, or for editing and controlling it."""

    class Work(models.TextChoices):
        """What is paid."""

        AUTHOR = "author", _("author")
        CONTROL = "control", _("editing and control")

    class Why(models.TextChoices):
        """Why an item is paid nothing."""

        NO_RATE = "no_rate", _("the table has no rate for this kind")
        REUSED = "reused", _("reused items are not paid")
        GONE = "gone", _("held or withdrawn before the month was over")
        NOBODY = "nobody", _("no author is named")

    sheet = models.ForeignKey(PaySheet, models.PROTECT, related_name="lines")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+", verbose_name=_("item"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    work = models.CharField(_("work"), max_length=10, choices=Work)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    name = models.CharField(_("name"), max_length=310, blank=True)
    share = models.PositiveSmallIntegerField(_("share in per cent"), default=100)
    grade = models.CharField(_("quality grade"), max_length=20, blank=True)
    coefficient = models.DecimalField(_("coefficient"), max_digits=7, decimal_places=2)
    amount = models.PositiveBigIntegerField(_("amount in đồng"))
    why = models.CharField(_("reason"), max_length=10, choices=Why, blank=True)

    objects = PayLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of pay")
        verbose_name_plural = _("lines of pay")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the line once. Raises ``ImmutableRow`` for one that stands already."""
        if not self._state.adding:
            raise ImmutableRow("A line of pay is never changed; draw the sheet up again.")
        super().save(*args, **kwargs)
