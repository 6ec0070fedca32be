"""A direction of the leaders: it comes back to the officers and is tracked until it is carried out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qa.feedback.models.feedback import Feedback


class DirectionQuerySet(models.QuerySet[Any]):
    """Named questions about directions."""

    def open(self) -> Any:
        """Those that nobody has carried out yet."""
        return self.filter(done_at=None)


class Directed(models.Model):
    """What is to be done, by when, and what was done (LD-3.1c, ND-4.6)."""

    wagtail_reference_index_ignore = True

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("directed by"))
    at = models.DateTimeField(_("time"))
    text = models.TextField(_("direction"), max_length=4000)
    due_at = models.DateTimeField(_("due"))
    done_at = models.DateTimeField(_("carried out"), null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    report = models.TextField(_("what was done"), max_length=4000, blank=True)

    objects = DirectionQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        default_permissions = ()
        ordering = ["pk"]


class Direction(Directed):
    """On one record; one at a time."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="directions")

    class Meta(Directed.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["feedback"], condition=Q(done_at=None), name="one_open_direction")
        ]

    def __str__(self) -> str:
        return str(self.feedback)
