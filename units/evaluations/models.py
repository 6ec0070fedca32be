"""What the units say of a quarter, the way it goes, and the report that brings it together (LD-5.2, LD-7.3b)."""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.contributions.models import ImmutableRow
from units.duties import spans
from units.duties.spans import Every
from units.evidence.lines import Line
from units.models.register import Unit
from units.papers.surroundings import OnPaper

TEXT_LENGTH = 10_000
REASON_LENGTH = 2000
#: What a unit writes, in the order of the form and of the paper.
TEXTS = ("results", "shortcomings", "remedies", "proposals")


class EvaluationTermsQuerySet(models.QuerySet["EvaluationTerms"]):
    """Named questions about terms."""

    def for_quarter(self, first: date) -> EvaluationTerms | None:
        """The terms that hold for the quarter that begins on ``first``; None while nobody has to evaluate."""
        found = self.filter(since__lte=first).order_by("-since", "-pk").first()
        return found if found is not None and found.is_asked else None


class EvaluationTerms(models.Model):
    """Since which quarter units evaluate themselves and how many days they have; a later entry takes its place."""

    since = models.DateField(_("first quarter, by its first day"))
    days = models.PositiveSmallIntegerField(_("days after the quarter"), default=10)
    is_asked = models.BooleanField(_("an evaluation is asked for"), default=True)
    decision = models.CharField(_("decision it rests on"), max_length=200, blank=True)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    objects = EvaluationTermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of the quarterly evaluation")
        verbose_name_plural = _("terms of the quarterly evaluation")
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return spans.label(Every.QUARTER, spans.period_of(Every.QUARTER, self.since))


class State(models.TextChoices):
    """How far an evaluation has come."""

    DRAWN = "drawn", _("drawn up")
    SENT = "sent", _("sent to the office")
    RETURNED = "returned", _("returned to the unit")
    ACCEPTED = "accepted", _("accepted by the office")
    APPROVED = "approved", _("approved")


#: With the unit, which still writes.
OPEN = (State.DRAWN, State.RETURNED)
#: With the office or the Standing Committee, who read it as it was sent.
HANDED_IN = (State.SENT, State.ACCEPTED, State.APPROVED)


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Named questions about evaluations."""

    def of_quarter(self, first: date) -> EvaluationQuerySet:
        """Those of one quarter."""
        return self.filter(first=first)

    def forwarded(self) -> EvaluationQuerySet:
        """Those that the office has accepted: they are what the report of a quarter is made from."""
        return self.filter(state__in=(State.ACCEPTED, State.APPROVED))

    def in_protocol_order(self) -> EvaluationQuerySet:
        """With their units, in the order of the protocol."""
        return self.select_related("unit").order_by("unit__kind__order", "unit__order", "unit__name", "pk")


class Evaluation(models.Model):
    """What one unit says of one quarter. Its figures are today's until it is sent; then they stand, with a digest."""

    wagtail_reference_index_ignore = True

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evaluations", verbose_name=_("unit"))
    first = models.DateField(_("first day of the quarter"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAWN)
    results = models.TextField(_("results"), max_length=TEXT_LENGTH, blank=True)
    shortcomings = models.TextField(_("shortcomings"), max_length=TEXT_LENGTH, blank=True)
    remedies = models.TextField(_("measures"), max_length=TEXT_LENGTH, blank=True)
    proposals = models.TextField(_("proposals"), max_length=TEXT_LENGTH, blank=True)
    #: Grows with every change, so that nobody overwrites what a colleague has saved meanwhile.
    version = models.PositiveIntegerField(_("version"), default=0)
    unit_name = models.CharField(_("unit's name at the time"), max_length=200, blank=True)
    lines = models.JSONField(_("figures"), default=list)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    first_sent_at = models.DateTimeField(_("first sent at"), null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), null=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarterly evaluation")
        verbose_name_plural = _("quarterly evaluations")
        default_permissions = ()
        ordering = ["-first", "unit"]
        constraints = [models.UniqueConstraint(fields=["unit", "first"], name="one_evaluation_a_unit_and_quarter")]

    def __str__(self) -> str:
        return f"{self.unit_name or self.unit}, {self.label}"

    @property
    def period(self) -> Period:
        """Its days."""
        return spans.period_of(Every.QUARTER, self.first)

    @property
    def number(self) -> int:
        """The number of the quarter in its year."""
        return spans.number_of(Every.QUARTER, self.first)

    @property
    def label(self) -> str:
        """The quarter in words."""
        return spans.label(Every.QUARTER, self.period)

    @property
    def is_open(self) -> bool:
        """Whether the unit still writes it."""
        return self.state in OPEN

    @property
    def texts(self) -> dict[str, str]:
        """What the unit wrote, by field."""
        return {name: getattr(self, name) for name in TEXTS}

    def frozen(self) -> list[Line]:
        """The figures as they were sent."""
        return [Line.read(kept) for kept in self.lines]


class Act(models.TextChoices):
    """What was done with an evaluation."""

    SENT = "sent", _("sent it to the office")
    RETURNED = "returned", _("returned it to the unit")
    ACCEPTED = "accepted", _("accepted it")
    APPROVED = "approved", _("approved it")


class EvaluationStep(models.Model):
    """One act: who, when, why, and the digest of what it was done to; written once."""

    wagtail_reference_index_ignore = True

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="steps")
    act = models.CharField(_("act"), max_length=10, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)
    said = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("step of an evaluation")
        verbose_name_plural = _("steps of evaluations")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises ``ImmutableRow`` for a step that stands already."""
        if not self._state.adding:
            raise ImmutableRow("A step of an evaluation is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a step says what was."""
        raise ImmutableRow("A step of an evaluation is never removed.")


class Notice(models.TextChoices):
    """When the people of a unit are told of an evaluation that they have not sent."""

    OPENED = "opened", _("the quarter is over")
    SOON = "soon", _("a few days are left")
    TODAY = "today", _("the last day")
    OVERDUE = "overdue", _("overdue")


class EvaluationNotice(models.Model):
    """A notice that was given, so that each is given once however often the clock strikes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    first = models.DateField(_("first day of the quarter"))
    notice = models.CharField(_("notice"), max_length=10, choices=Notice)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("notice of an evaluation")
        verbose_name_plural = _("notices of evaluations")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "first", "notice"], name="each_evaluation_notice_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.notice}"


class QuarterReport(OnPaper):
    """The office's report on a quarter to the Standing Committee; once put before it, it stays as it is."""

    wagtail_reference_index_ignore = True

    first = models.DateField(_("first day of the quarter"), unique=True)
    assessment = models.TextField(_("assessment"), max_length=TEXT_LENGTH, blank=True)
    proposals = models.TextField(_("proposals"), max_length=TEXT_LENGTH, blank=True)
    #: When it was put before the Standing Committee: whose evaluations it holds, and who was missing, as they stood.
    included = models.JSONField(_("evaluations"), default=list)
    missing = models.JSONField(_("missing units"), default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("put before the Standing Committee"), null=True)

    class Meta:
        verbose_name = _("report on a quarter")
        verbose_name_plural = _("reports on quarters")
        default_permissions = ()
        ordering = ["-first"]

    def __str__(self) -> str:
        return self.label

    @property
    def period(self) -> Period:
        """Its days."""
        return spans.period_of(Every.QUARTER, self.first)

    @property
    def label(self) -> str:
        """The quarter in words."""
        return spans.label(Every.QUARTER, self.period)

    @property
    def is_draft(self) -> bool:
        """Whether the office still writes it."""
        return self.submitted_at is None
