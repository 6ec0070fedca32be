"""Networks by name with the days on which they hold, and from where the portal is open."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from operations.networks.ranges import Range, read_ranges
from units import calendar


class Reach(models.TextChoices):
    """From where what can be reached."""

    PUBLIC = "public", _("open to everybody, signing in from anywhere")
    READING = "reading", _("reading open to everybody, signing in and editing from our networks only")
    INSIDE = "inside", _("open from our networks only")


class NetworkQuerySet(models.QuerySet["Network"]):
    """Named questions about networks."""

    def in_force(self, on: date | None = None) -> NetworkQuerySet:
        """Networks that hold on ``on``, today unless given."""
        day = on or calendar.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Network(models.Model):
    """Ranges of addresses under a name. It is ended, never deleted, so that the record stays readable."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    ranges = models.TextField(
        _("ranges of addresses"),
        max_length=10_000,
        help_text=_("One a line, IPv4 or IPv6, such as 10.10.0.0/16, 192.168.1.7 or fd00::/8."),
    )
    decision = models.CharField(_("decision it rests on"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), default=calendar.today)
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: until further notice."))

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days that run backwards and lines that are no range."""
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end lies before the beginning; correct one of the two dates.")})
        try:
            self.ranges = "\n".join(map(str, read_ranges(self.ranges)))
        except ValidationError as mistakes:
            raise ValidationError({"ranges": mistakes.messages}) from mistakes

    def holds_on(self, day: date) -> bool:
        """Whether it is one of our networks on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def as_ranges(self) -> list[Range]:
        """Its ranges. Raises ``ValidationError`` for what no screen of ours has stored."""
        return read_ranges(self.ranges)


class NetworkPolicy(models.Model):
    """From where the portal is open: one row; without it, to everybody."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    reach = models.CharField(_("the portal is"), max_length=10, choices=Reach, default=Reach.PUBLIC)
    decision = models.CharField(_("decision it rests on"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("from where the portal is open")
        verbose_name_plural = _("from where the portal is open")

    def __str__(self) -> str:
        return str(self.get_reach_display())

    @classmethod
    def now(cls) -> NetworkPolicy:
        """What was decided last, or that the portal is open to everybody."""
        return cls.objects.filter(pk=cls.ONLY).first() or cls()
