"""The trail of a question: every act, once written never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from qa.models.questions import Question
from units.models import Unit


class Act(models.TextChoices):
    """What was done to a question."""

    RECEIVED = "received", _("received")
    ACCEPTED = "accepted", _("accepted")
    ROUTED = "routed", _("passed on")
    CONSULTED = "consulted", _("opinion asked")
    OPINION = "opinion", _("opinion given")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("resumed")
    EXTENDED = "extended", _("extended")
    DRAFTED = "drafted", _("answer drafted")
    SUBMITTED = "submitted", _("answer sent for approval")
    RETURNED = "returned", _("answer returned")
    ANSWERED = "answered", _("answered")
    MERGED = "merged", _("merged")
    DECLINED = "declined", _("not taken up")
    REOPENED = "reopened", _("reopened")
    HELD = "held", _("answer put on hold")
    WITHDRAWN = "withdrawn", _("answer withdrawn")


#: What the asker reads the reason of.
TOLD = (Act.PAUSED, Act.EXTENDED, Act.DECLINED)


class Step(models.Model):
    """One act: who, when, and what they said. ``unit`` is the owner after it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="steps")
    act = models.CharField(_("act"), max_length=10, choices=Act)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    said = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of a question")
        verbose_name_plural = _("steps of questions")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises ``ValueError`` for a step that stands already."""
        if not self._state.adding:
            raise ValueError("a step of a question is never changed")
        super().save(*args, **kwargs)
