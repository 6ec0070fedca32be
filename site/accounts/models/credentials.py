"""What a person proves themselves with: passwords they had, codes for a lost device, and how long a password holds."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.months import MONTH, a_month_after


class PasswordRecord(models.Model):
    """A password that a person had, as its hash, so that it is not chosen again (ND-13.6b)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="password_records")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.set_at:%d/%m/%Y}"


class RecoveryCode(models.Model):
    """One of the codes for the day the device is lost, as a digest; used up when it has been used."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_recovery_code")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.digest[:6]}"


class PasswordAgeQuerySet(models.QuerySet["PasswordAge"]):
    """Named questions about how long passwords hold."""

    def current(self) -> PasswordAge:
        """What holds now; a month, by no clause, where nothing has been laid yet."""
        return self.order_by("-set_at", "-pk").first() or PasswordAge()


class PasswordAge(models.Model):
    """For how many days a password holds, since when, by whose word; ``MONTH`` days mean a calendar month.

    The latest row holds; earlier ones say what held before. ``limit`` is the most that the clause of the regulation
    allows, and more needs a decision (ND-13.6b).
    """

    days = models.PositiveSmallIntegerField(_("days"), default=MONTH, validators=[MinValueValidator(1)])
    limit = models.PositiveSmallIntegerField(_("at most, by the clause"), default=MONTH)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PasswordAgeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__lte=models.F("limit")) | ~models.Q(decision=""),
                name="longer_password_age_by_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.days}"

    def clean(self) -> None:
        """Refuse more than the clause allows without a decision."""
        if self.days > self.limit and not self.decision.strip():
            raise ValidationError(
                {
                    "decision": _("The regulation allows at most %(limit)s days; a longer time needs a decision.")
                    % {"limit": self.limit}
                }
            )

    def due_after(self, day: date) -> date:
        """The first day on which a password set on ``day`` no longer holds; a short month ends it earlier."""
        latest = day + timedelta(days=self.days)
        return min(latest, a_month_after(day)) if self.days <= MONTH else latest
