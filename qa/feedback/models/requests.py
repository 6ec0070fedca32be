"""Somebody asks to see or to erase what they sent: the procedure and its log, for questions and feedback (N-9)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Named questions about such requests."""

    def about(self, record: models.Model) -> DataRequestQuerySet:
        """Those about one record."""
        return self.filter(about_type=ContentType.objects.get_for_model(record), about_id=record.pk)

    def open(self) -> DataRequestQuerySet:
        """Those that nobody has decided."""
        return self.filter(state=DataRequest.State.OPEN)


class DataRequest(models.Model):
    """What was asked, how the person showed that it is theirs, what was decided. It outlives what it is about."""

    wagtail_reference_index_ignore = True

    class Wish(models.TextChoices):
        """What the person wishes."""

        SEE = "see", _("to see what I sent")
        ERASE = "erase", _("to have what I sent erased")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("waits for a decision")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    about_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    about_id = models.PositiveBigIntegerField()
    wish = models.CharField(_("wish"), max_length=5, choices=Wish)
    shown_by = models.CharField(_("shown to be theirs by"), max_length=200)
    asked_at = models.DateTimeField(_("asked"))
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    erased_rows = models.PositiveIntegerField(_("rows erased"), null=True)
    reminded = models.BooleanField(_("reminded"), default=False)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about one's data")
        verbose_name_plural = _("requests about one's data")
        default_permissions = ()
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id", "wish"], condition=Q(state="open"), name="one_open_data_request"
            )
        ]

    def __str__(self) -> str:
        kind = self.about_type.name
        return f"{kind} {self.about_id}: {self.get_wish_display()}"
