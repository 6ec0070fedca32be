"""Security events as the webmaster lists them, and when they alarm. The record keeps the same for good."""

from __future__ import annotations

from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from operations.signals.kinds import label_of, name_of, value_of
from units.calendar import Period

KIND_LENGTH, NAME_LENGTH, ADDRESS_LENGTH = 40, 150, 60


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """Named questions about security events."""

    def newest_first(self) -> SecurityEventQuerySet:
        """In the order of the screen."""
        return self.order_by("-at", "-pk")

    def within(self, period: Period) -> SecurityEventQuerySet:
        """What happened in ``period``."""
        return self.filter(at__gte=period.begins_at, at__lt=period.ends_at)

    def times_since(self, kind: str, moment: datetime) -> int:
        """How many events of ``kind`` were noted since ``moment``."""
        return self.filter(kind=kind, at__gte=moment).count()


class SecurityEvent(models.Model):
    """One event: what, when, whose account, from where, and further facts. Erased after a time (N-9)."""

    kind = models.CharField(_("event"), max_length=KIND_LENGTH)
    at = models.DateTimeField(_("time"), db_index=True)
    username = models.CharField(_("account"), max_length=NAME_LENGTH, blank=True)
    address = models.CharField(_("address"), max_length=ADDRESS_LENGTH, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "-at"], name="security_event_kind")]

    def __str__(self) -> str:
        return f"{self.kind_label}: {self.username or self.address}"

    @property
    def kind_label(self) -> str:
        """The event in words."""
        return label_of(self.kind)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The facts with their names in words."""
        return [(name_of(name), value_of(name, value)) for name, value in self.facts.items() if value not in ("", None)]


class Alarm(models.Model):
    """So many events of a kind in so many minutes are told to those who look after security; 0 tells nobody."""

    kind = models.CharField(_("event"), max_length=KIND_LENGTH, unique=True)
    number = models.PositiveIntegerField(_("number of events"), help_text=_("0: this event alarms nobody any more."))
    minutes = models.PositiveIntegerField(_("within minutes"), validators=[MinValueValidator(1)])
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        default_permissions = ()
        ordering = ["kind"]

    def __str__(self) -> str:
        return label_of(self.kind)
