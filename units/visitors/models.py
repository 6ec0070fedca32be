"""How often something has happened, counted for public forms."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitCount(models.Model):
    """How often something has happened since ``began_at``; ``key`` tells nobody whose address it stands for."""

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of a limit")
        verbose_name_plural = _("counts of limits")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_count_a_key")]
        indexes = [models.Index(fields=["began_at"], name="limit_began")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key[:8]}: {self.number}"
