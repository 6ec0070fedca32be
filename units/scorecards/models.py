"""Criteria as dated data, and the scorecard of a unit and year with its evidence; locked once approved (LD-7.1)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.contributions.models import ImmutableRow
from units.evidence import measures
from units.models.register import Unit
from units.scorecards.scoring import Scored

COMMENT_LENGTH = 5000


class CriteriaQuerySet(models.QuerySet["Criteria"]):
    """Named questions about criteria."""

    def for_year(self, year: int) -> Criteria | None:
        """Those that hold in ``year``: the last ones laid for it or for a year before."""
        return self.filter(year__lte=year).order_by("-year", "-pk").first()


class Criteria(models.Model):
    """What units are judged by from a year on; never changed, later ones take their place."""

    year = models.PositiveSmallIntegerField(_("from the year"))
    decision = models.CharField(_("decision it rests on"), max_length=200, blank=True)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    objects = CriteriaQuerySet.as_manager()

    class Meta:
        verbose_name = _("criteria of the scorecard")
        verbose_name_plural = _("criteria of the scorecard")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return str(self.year)


class Criterion(models.Model):
    """One question and the most points that it gives."""

    criteria = models.ForeignKey(Criteria, models.PROTECT, related_name="rows")
    measure = models.CharField(_("measure"), max_length=40)
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["criteria", "measure"], name="one_criterion_a_measure")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The question in words."""
        return measures.name_of(self.measure)


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """Named questions about scorecards; approved ones stay."""

    def of_year(self, year: int) -> ScorecardQuerySet:
        """Those of one year."""
        return self.filter(year=year)

    def approved(self) -> ScorecardQuerySet:
        """Those that stand for good."""
        return self.filter(state=Scorecard.State.APPROVED)

    def in_protocol_order(self) -> ScorecardQuerySet:
        """With their units, in the order of the protocol."""
        return self.select_related("unit").order_by("unit__kind__order", "unit__order", "unit__name", "pk")

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: scorecards are drawn up, commented and approved one by one."""
        raise ImmutableRow("A scorecard is never changed but by its verbs.")

    def delete(self) -> NoReturn:
        """Never: a scorecard says what was."""
        raise ImmutableRow("A scorecard is never removed.")


class Scorecard(models.Model):
    """A unit's points of a year, with the lines behind them as they were; nothing of it changes once it is approved."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        """How far it has come."""

        DRAWN = "drawn", _("drawn up")
        APPROVED = "approved", _("approved and locked")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="scorecards", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAWN)
    unit_name = models.CharField(_("unit's name at the time"), max_length=200)
    criteria = models.ForeignKey(Criteria, models.PROTECT, related_name="+", verbose_name=_("criteria"))
    results = models.JSONField(_("results"), default=list)
    #: In tenths of a point, so that parts add up without rounding.
    earned = models.PositiveIntegerField(_("points earned, in tenths"))
    possible = models.PositiveIntegerField(_("points possible, in tenths"))
    digest = models.CharField(_("digest"), max_length=64)
    comment = models.TextField(_("comment of the unit"), max_length=COMMENT_LENGTH, blank=True)
    comment_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    comment_at = models.DateTimeField(_("commented at"), null=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn up at"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual scorecard")
        verbose_name_plural = _("annual scorecards")
        default_permissions = ()
        ordering = ["-year", "unit"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_scorecard_a_unit_and_year")]

    def __str__(self) -> str:
        return f"{self.unit_name}, {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it unless it is locked. Raises ``ImmutableRow`` for one that the database has as approved."""
        if not self._state.adding and Scorecard.objects.approved().filter(pk=self.pk).exists():
            raise ImmutableRow("An approved scorecard is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a scorecard says what was."""
        raise ImmutableRow("A scorecard is never removed.")

    @property
    def is_locked(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.state == self.State.APPROVED

    def scored(self) -> list[Scored]:
        """The criteria with their points and the lines behind them, as they were drawn up."""
        return [Scored.read(kept) for kept in self.results]
