"""An opinion that the owner of a question asks of another unit; it stays inside and is kept (ND-11.1b)."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qa.models.questions import Question
from units.models import Unit


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Named questions about consultations."""

    def open(self) -> ConsultationQuerySet:
        """Those that nobody has answered and that still matter."""
        return self.filter(answered_at=None, ended_at=None)

    def of_membership(self) -> ConsultationQuerySet:
        """The open ones that a membership's unit owes, to annotate memberships with."""
        return self.open().filter(unit=models.OuterRef("unit"))

    def of_question(self, units: Collection[int]) -> ConsultationQuerySet:
        """The open ones that ``units`` owe to a question, the earliest due first, to annotate questions with."""
        return self.open().filter(question=models.OuterRef("pk"), unit__in=units).order_by("due_at", "pk")


class Consultation(models.Model):
    """What one unit was asked, until when, and what it said."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="consultations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    request = models.TextField(_("what is asked"), max_length=4000)
    due_at = models.DateTimeField(_("due"))
    opinion = models.TextField(_("opinion"), max_length=20_000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("given"), null=True)
    ended_at = models.DateTimeField(_("no longer needed since"), null=True)
    reminded = models.BooleanField(_("reminded"), default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "unit"],
                condition=Q(answered_at=None, ended_at=None),
                name="one_open_consultation_a_unit",
            )
        ]
        indexes = [models.Index(fields=["unit", "answered_at", "due_at"], name="consultation_of_unit")]

    def __str__(self) -> str:
        return f"{self.question} – {self.unit}"

    @property
    def is_open(self) -> bool:
        """Whether the opinion is still awaited."""
        return self.answered_at is None and self.ended_at is None
