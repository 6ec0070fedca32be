"""The register of training, and whether it comes before a role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units import calendar


class Training(models.Model):
    """Somebody took part in a training; written down once, never changed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="trainings", verbose_name=_("person")
    )
    course = models.CharField(_("training"), max_length=200)
    held_on = models.DateField(_("day of the training"), default=calendar.today)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("training of a person")
        verbose_name_plural = _("trainings of people")
        default_permissions = ()
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.course}, {self.held_on:%d/%m/%Y}"


class TrainingDemandQuerySet(models.QuerySet["TrainingDemand"]):
    """Named questions about whether training comes first."""

    def current(self) -> TrainingDemand:
        """What holds now; nothing is demanded where nothing has been laid."""
        return self.order_by("-set_at", "-pk").first() or TrainingDemand()


class TrainingDemand(models.Model):
    """Whether nobody gets a role before a training, since when, by whose word; the latest row holds."""

    comes_first = models.BooleanField(_("nobody gets a role before a training"), default=False)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = TrainingDemandQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return str(self.comes_first)
