"""A synthesis of feedback for the leaders: figures and summaries, never who sent it (LD-3.1c, ND-5.4c)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qa.feedback.models.directions import Directed
from qa.feedback.models.feedback import Feedback
from units.papers.surroundings import OnPaper


class SynthesisQuerySet(models.QuerySet["Synthesis"]):
    """Named questions about syntheses."""

    def submitted(self) -> SynthesisQuerySet:
        """Those that were put before the leaders."""
        return self.filter(submitted_at__isnull=False)

    def for_lists(self) -> SynthesisQuerySet:
        """The newest first, with all that a row of a list shows."""
        waiting = models.Count("directions", filter=Q(directions__done_at=None))
        return self.select_related("written_by").annotate(open_directions=waiting).order_by("-pk")


class Synthesis(OnPaper):
    """A report over a period or over chosen records. As long as it is a draft its figures are today's; then they stand.

    No field of it leads to an identity: it knows records by their numbers and what officers have written of them.
    """

    wagtail_reference_index_ignore = True

    title = models.CharField(_("what it is about"), max_length=250)
    first = models.DateField(_("from"), null=True)
    last = models.DateField(_("through"), null=True)
    assessment = models.TextField(_("assessment"), max_length=20_000, blank=True)
    proposals = models.TextField(_("proposals to the leaders"), max_length=20_000, blank=True)
    figures = models.JSONField(_("figures"), default=dict, editable=False)

    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("put before the leaders"), null=True)

    objects = SynthesisQuerySet.as_manager()

    class Meta:
        verbose_name = _("synthesis of feedback")
        verbose_name_plural = _("syntheses of feedback")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True) | Q(first__lte=models.F("last")),
                name="synthesis_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        # What records, logs and messages call it.
        return str(_("Synthesis no. %(number)s") % {"number": self.pk})

    @property
    def is_draft(self) -> bool:
        """Whether officers still write it."""
        return self.submitted_at is None


class SynthesisRecord(models.Model):
    """A record that a synthesis counts, and what an officer has written of it. It outlives the record."""

    wagtail_reference_index_ignore = True

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="records")
    feedback = models.ForeignKey(Feedback, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveBigIntegerField(_("number of the record"))
    summary = models.TextField(_("summary"), max_length=4000, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("record of a synthesis")
        verbose_name_plural = _("records of syntheses")
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["synthesis", "number"], name="a_record_once_a_synthesis")]

    def __str__(self) -> str:
        return f"{self.synthesis}: {self.number}"


class SynthesisDirection(Directed):
    """What the leaders direct on a synthesis; as many as they wish."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="directions")
    reminded = models.BooleanField(_("reminded"), default=False)

    class Meta(Directed.Meta):
        abstract = False
        verbose_name = _("direction on a synthesis")
        verbose_name_plural = _("directions on syntheses")

    def __str__(self) -> str:
        return str(self.synthesis)


class SynthesisAct(models.TextChoices):
    """What was done with a synthesis."""

    BEGUN = "begun", _("begun")
    WRITTEN = "written", _("written on")
    SUBMITTED = "submitted", _("put before the leaders")
    DOWNLOADED = "downloaded", _("downloaded")
    DIRECTED = "directed", _("directed")
    FULFILLED = "fulfilled", _("direction carried out")


class SynthesisStep(models.Model):
    """One act: who, when, and what they said; once written never changed."""

    wagtail_reference_index_ignore = True

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="steps")
    act = models.CharField(_("act"), max_length=10, choices=SynthesisAct)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.TextField(_("what was said"), blank=True)

    class Meta:
        verbose_name = _("step of a synthesis")
        verbose_name_plural = _("steps of syntheses")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.synthesis}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises ``ValueError`` for a step that stands already."""
        if not self._state.adding:
            raise ValueError("a step of a synthesis is never changed")
        super().save(*args, **kwargs)
