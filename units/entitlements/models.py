"""Requests for a right, the quarterly review of a unit's list, and departures (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.models.membership import Membership, Role
from units.models.register import Unit

if TYPE_CHECKING:
    from units.members.rules import MemberRules

DECISION_LENGTH = 200


class RightRequestQuerySet(models.QuerySet["RightRequest"]):
    """Named questions about requests."""

    def waiting(self) -> RightRequestQuerySet:
        """Those that nobody has decided."""
        return self.filter(state=RightRequest.State.WAITING)

    def about_or_by(self, user: Any) -> RightRequestQuerySet:
        """Those that ``user`` made, and those made for them."""
        return self.filter(Q(user=user) | Q(asked_by=user))

    def for_desk(self, rules: MemberRules) -> RightRequestQuerySet:
        """Those in the units whose members the person administers; with the register also those for the whole site."""
        reach = Q(unit__in=rules.units(), role__in=rules.role_ids)
        return self.filter(reach | Q(unit=None) if rules.has_register else reach)

    def for_display(self) -> RightRequestQuerySet:
        """With the names that a list shows."""
        return self.select_related("user", "role", "unit", "asked_by", "decided_by", "membership")


class RightRequest(models.Model):
    """Somebody asks that a person be given a role, and what became of it; decided once, never changed after that."""

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("waits for a decision")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        TAKEN_BACK = "taken_back", _("taken back")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="right_requests", verbose_name=_("person")
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name=_("role"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    sections = models.JSONField(_("sections"), default=list, blank=True)
    wanted_from = models.DateField(_("from"))
    wanted_to = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decision = models.CharField(_("decision number"), max_length=DECISION_LENGTH, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True)
    answer = models.TextField(_("reason for the refusal"), max_length=1000, blank=True)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, related_name="right_request", verbose_name=_("membership")
    )

    objects = RightRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a right")
        verbose_name_plural = _("requests for rights")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "unit"], name="right_request_desk")]

    def __str__(self) -> str:
        return f"{self.user} – {self.role}" + (f", {self.unit}" if self.unit else "")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided it."""
        return self.state == self.State.WAITING


class ReviewTermsQuerySet(models.QuerySet["ReviewTerms"]):
    """Named questions about what holds for reviews."""

    def current(self) -> ReviewTerms:
        """What holds now; nothing is demanded where nothing has been laid."""
        return self.order_by("-set_at", "-pk").first() or ReviewTerms(days=0)


class ReviewTerms(models.Model):
    """How many working days of a quarter leaders have to confirm their list; 0 demands none. The latest row holds."""

    days = models.PositiveSmallIntegerField(
        _("working days to confirm the list"), default=10, validators=[MaxValueValidator(60)]
    )
    #: A quarter that had begun before anybody demanded a review owes none.
    since = models.DateField(default=calendar.today)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReviewTermsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return str(self.days)


class ListReview(models.Model):
    """A quarter's review of who holds a right in a unit: told of how far, and confirmed by whom or not yet."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="list_reviews", verbose_name=_("unit"))
    first = models.DateField(_("first day of the quarter"))
    reminded = models.PositiveSmallIntegerField(default=0)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    kept = models.JSONField(default=list)
    ended = models.JSONField(default=list)

    class Meta:
        verbose_name = _("review of a unit's list")
        verbose_name_plural = _("reviews of units' lists")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "first"], name="one_review_a_unit_and_quarter")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.first:%m/%Y}"


class EndNotice(models.Model):
    """That people were told before a right ends, so that they are told once of each last day."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="end_notices")
    last_day = models.DateField(_("last day"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("notice of the end of a right")
        verbose_name_plural = _("notices of the end of rights")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["membership", "last_day"], name="told_once_of_each_end")]

    def __str__(self) -> str:
        return f"{self.membership}, {self.last_day:%d/%m/%Y}"


class Departure(models.Model):
    """Somebody left: by which decision, who did it, and what became of their open work; written once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="departures", verbose_name=_("person")
    )
    decision = models.CharField(_("decision number"), max_length=DECISION_LENGTH)
    decided_on: models.DateField[date, date] = models.DateField(_("day of the decision"))
    heir = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who goes on")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    done = models.JSONField(default=list)

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.decision}"
