"""A closed period with its figures as they were, and the corrections that were entered later (LD-6.1a).

Names stand as they were at closing and refer to nothing that can be renamed, moved or removed: what happens to units,
sections and items later changes no closed figure.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.contributions.models import ImmutableRow
from units.duties import spans
from units.duties.spans import Every
from units.models.register import Unit

DIGEST_LENGTH = 64
REASON_LENGTH = 1000
#: The section of a figure that counts each item once, whatever sections it was filed in.
ALL_SECTIONS = ""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are read and added, never changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: a closed figure says what was."""
        raise ImmutableRow("A closed period is never changed; enter a correction.")

    def delete(self) -> NoReturn:
        """Never: a closed figure says what was."""
        raise ImmutableRow("A closed period is never removed.")


class FrozenRow(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises ``ImmutableRow`` for a row that stands already."""
        if not self._state.adding:
            raise ImmutableRow("A closed period is never changed; enter a correction.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a closed figure says what was."""
        raise ImmutableRow("A closed period is never removed.")


class ClosedPeriodQuerySet(FrozenQuerySet):
    """Named questions about closed periods."""

    def months_of(self, period: Period) -> ClosedPeriodQuerySet:
        """The closed months within ``period``, oldest first."""
        return self.filter(span=Every.MONTH, first__range=(period.first, period.last)).order_by("first")

    def of_span(self, span: str) -> ClosedPeriodQuerySet:
        """The closed months, quarters or years, newest first."""
        return self.filter(span=span).order_by("-first")


class ClosedPeriod(FrozenRow):
    """A month, quarter or year whose figures stand for good."""

    span = models.CharField(_("period"), max_length=10, choices=Every)
    first = models.DateField(_("first day of the period"))
    #: The columns of its tables as pairs of code and name, in their order at closing.
    kinds = models.JSONField(_("kinds"), default=list)
    #: The last row of the ledger when a month was closed; what comes into the ledger later was not counted.
    ledger_end = models.PositiveBigIntegerField(_("last row counted"), default=0)
    total = models.PositiveIntegerField(_("items"))
    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH)
    closed_at = models.DateTimeField(_("closed at"), default=timezone.now)

    objects = ClosedPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")
        ordering = ["-first", "span"]
        constraints = [models.UniqueConstraint(fields=["span", "first"], name="a_period_is_closed_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def period(self) -> Period:
        """Its days."""
        return spans.period_of(self.span, self.first)

    @property
    def number(self) -> int:
        """Its number within its year."""
        return spans.number_of(self.span, self.first)

    @property
    def label(self) -> str:
        """It in words, such as "month 10/2026"."""
        return spans.label(self.span, self.period)

    @cached_property
    def months(self) -> list[ClosedPeriod]:
        """The closed months that it is the sum of; a month is its own."""
        return [self] if self.span == Every.MONTH else list(ClosedPeriod.objects.months_of(self.period))


class ClosedLine(FrozenRow):
    """A unit in a closed period: its name and place in the protocol as they were, with or without figures."""

    period = models.ForeignKey(ClosedPeriod, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    unit_name = models.CharField(_("unit's name at the time"), max_length=200)
    place = models.PositiveIntegerField(_("order"))

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit of a closed period")
        verbose_name_plural = _("units of closed periods")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="one_line_a_unit_and_period")]

    def __str__(self) -> str:
        return self.unit_name


class ClosedFigure(FrozenRow):
    """How many items of a kind a unit gave, in one section or, with no section named, in all; zeros are left out."""

    line = models.ForeignKey(ClosedLine, models.PROTECT, related_name="figures")
    kind = models.CharField(_("kind"), max_length=40)
    section = models.CharField(_("section"), max_length=255, blank=True)
    count = models.PositiveIntegerField(_("items"))

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed figure")
        verbose_name_plural = _("closed figures")
        ordering = ["line", "section", "kind"]
        constraints = [models.UniqueConstraint(fields=["line", "section", "kind"], name="one_figure_a_cell")]

    def __str__(self) -> str:
        return f"{self.line}: {self.count}"


class Ground(models.TextChoices):
    """Why a closed figure was wrong, in fixed words: the public reads these, never a text that nobody approved."""

    COUNTED_TWICE = "counted_twice", _("an item was counted twice")
    WRONG_UNIT = "wrong_unit", _("an item was counted for the wrong unit")
    WRONG_KIND = "wrong_kind", _("an item was counted under the wrong kind or section")
    NOT_COUNTED = "not_counted", _("an item was not counted")
    NOT_DUE = "not_due", _("an item should not have been counted")


class CorrectionQuerySet(FrozenQuerySet):
    """Named questions about corrections."""

    def of_period(self, period: ClosedPeriod) -> CorrectionQuerySet:
        """The corrections of its months, in the order in which they were entered."""
        within = (period.period.first, period.period.last)
        return self.filter(period__span=Every.MONTH, period__first__range=within).order_by("pk")


class FigureCorrection(FrozenRow):
    """A change to one figure of a closed month, with reason and author; the figure itself stays as it was."""

    period = models.ForeignKey(ClosedPeriod, models.PROTECT, related_name="corrections", verbose_name=_("period"))
    line = models.ForeignKey(ClosedLine, models.PROTECT, related_name="corrections", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=40)
    section = models.CharField(_("section"), max_length=255, blank=True)
    change = models.IntegerField(_("change"))
    ground = models.CharField(_("reason"), max_length=20, choices=Ground)
    explanation = models.CharField(_("explanation"), max_length=REASON_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a closed figure")
        verbose_name_plural = _("corrections of closed figures")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(change=0), name="a_correction_changes_something")]

    def __str__(self) -> str:
        return f"{self.line}: {self.change:+d}"
