"""The trail of feedback: every act, once written never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from qa.feedback.models.feedback import Feedback


class Act(models.TextChoices):
    """What was done."""

    RECEIVED = "received", _("received")
    TAKEN = "taken", _("taken")
    ASSIGNED = "assigned", _("assigned")
    SORTED = "sorted", _("sorted by subject, unit and severity")
    ADVISED = "advised", _("advised")
    REFERRED = "referred", _("referred to the competent authority")
    REPLIED = "replied", _("reply of the competent authority noted")
    PROPOSED = "proposed", _("put to the leaders")
    DIRECTED = "directed", _("directed")
    FULFILLED = "fulfilled", _("direction carried out")
    HELD = "held", _("page put on hold")
    IDENTITY_ASKED = "identity_asked", _("asked to open the identity")
    IDENTITY_AGREED = "identity_agreed", _("agreed to open the identity")
    IDENTITY_OPENED = "identity_opened", _("opened the identity")
    CLOSED = "closed", _("closed")


class FeedbackStep(models.Model):
    """One act: who, when, and what they said; never shown outside the desk."""

    wagtail_reference_index_ignore = True

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="steps")
    act = models.CharField(_("act"), max_length=16, choices=Act)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said = models.TextField(_("what was said"), blank=True)

    class Meta:
        verbose_name = _("step of feedback")
        verbose_name_plural = _("steps of feedback")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.feedback}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises ``ValueError`` for a step that stands already."""
        if not self._state.adding:
            raise ValueError("a step of feedback is never changed")
        super().save(*args, **kwargs)
