"""Who was commended for what, by which decision (LD-7.2)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from units.contributions.models import ImmutableRow
from units.models.register import Unit

REASON_LENGTH = 1000


class State(models.TextChoices):
    """How far a commendation has come."""

    RECORDED = "recorded", _("recorded, not public yet")
    PUBLIC = "public", _("confirmed and public")
    REVOKED = "revoked", _("taken back")


class CommendationQuerySet(models.QuerySet["Commendation"]):
    """Named questions about commendations."""

    def public(self) -> CommendationQuerySet:
        """Those that everybody may read."""
        return self.filter(state=State.PUBLIC)

    def of_year(self, year: int) -> CommendationQuerySet:
        """Those for the merits of one year."""
        return self.filter(year=year)

    def latest_first(self) -> CommendationQuerySet:
        """By the day of their decisions."""
        return self.order_by("-decided_on", "pk")

    def in_protocol_order(self) -> CommendationQuerySet:
        """The latest decision first, units in the order of the protocol, a unit before its people."""
        order = ("-decided_on", "decision", "unit__kind__order", "unit__order", "unit_name", "person", "pk")
        return self.select_related("unit").order_by(*order)


class Commendation(index.Indexed, models.Model):
    """What a decision says of one unit or of one person of it; a wrong one is taken back, never changed or deleted."""

    wagtail_reference_index_ignore = True

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="commendations", verbose_name=_("unit"))
    unit_name = models.CharField(_("unit's name at the time"), max_length=200)
    person = models.CharField(_("person"), max_length=200, blank=True)
    form = models.CharField(_("form of the commendation"), max_length=100)
    merit = models.CharField(_("merit"), max_length=REASON_LENGTH)
    year = models.PositiveSmallIntegerField(_("for the year"))
    decision = models.CharField(_("decision number"), max_length=200)
    decided_on = models.DateField(_("day of the decision"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECORDED)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(_("taken back at"), null=True)
    why_revoked = models.CharField(_("why it was taken back"), max_length=REASON_LENGTH, blank=True)

    objects = CommendationQuerySet.as_manager()

    search_fields = (
        index.SearchField("person", boost=2),
        index.AutocompleteField("person"),
        index.SearchField("unit_name"),
        index.SearchField("form"),
        index.SearchField("merit"),
        index.SearchField("decision"),
    )

    class Meta:
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")
        default_permissions = ()
        ordering = ["-decided_on", "pk"]
        indexes = [models.Index(fields=["state", "year", "-decided_on"], name="commendation_public")]

    def __str__(self) -> str:
        return f"{self.form}: {self.whom}"

    def get_absolute_url(self) -> str:
        """Where readers find it once it is public."""
        return f"{reverse('commended:year', args=[self.year])}#khen-thuong-{self.pk}"

    @property
    def whom(self) -> str:
        """The person with their unit, or the unit."""
        return f"{self.person}, {self.unit_name}" if self.person else self.unit_name

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: it is taken back instead."""
        raise ImmutableRow("A commendation is taken back, never deleted.")
