"""The rules of use, version by version, and who has acknowledged which (LD-1.2b, ND-7.1d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class RulesOfUseQuerySet(models.QuerySet["RulesOfUse"]):
    """Named questions about the rules of use."""

    def current(self) -> RulesOfUse | None:
        """The version that holds; None before the first."""
        return self.order_by("-laid_at", "-pk").first()


class RulesOfUse(models.Model):
    """One version of the rules; the latest holds. None is ever changed, since people have acknowledged its words."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    decision = models.CharField(
        _("decision"), max_length=200, help_text=_("Number and date of the document that sets them.")
    )
    laid_at = models.DateTimeField(default=timezone.now, editable=False)
    laid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)

    objects = RulesOfUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of use")
        verbose_name_plural = _("rules of use")
        default_permissions = ()
        ordering = ["-laid_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def acknowledged_by(self, user: User) -> bool:
        """Whether ``user`` has acknowledged this version."""
        return self.acknowledgements.filter(user=user).exists()


class Acknowledgement(models.Model):
    """Somebody has read a version of the rules and will keep to it."""

    rules = models.ForeignKey(RulesOfUse, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acknowledgements")
    given_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["rules", "user"], name="one_acknowledgement_a_version")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rules_id}"
