"""An answer that its asker alone reads, by the code; the unit's leader approves it like a public one (ND-9.4b)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from qa.models.questions import Question
from units.models import Unit


class PrivateAnswerQuerySet(models.QuerySet["PrivateAnswer"]):
    """Named questions about private answers."""

    def waiting(self) -> PrivateAnswerQuerySet:
        """Those that the leader has to decide on."""
        return self.filter(state=PrivateAnswer.State.WAITING)


class PrivateAnswer(models.Model):
    """The text and who stands for it. What is approved is never changed; the next one takes its place."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("waits for approval")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    question = models.ForeignKey(Question, models.CASCADE, related_name="private_answers")
    text = models.TextField(_("answer"), max_length=20_000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    submitted_at = models.DateTimeField(_("sent for approval"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    comment = models.TextField(_("reason"), blank=True)

    objects = PrivateAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("private answer")
        verbose_name_plural = _("private answers")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.question)
