"""Who may do what, where, since when and by which decision (LD-5.1a, ND-10.1)."""

from __future__ import annotations

import json
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, StrIndex
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.models.register import Unit


class Capability(models.TextChoices):
    """What a role lets its holder do, apart from the stages of approval, which name the role itself."""

    WRITE = "write", _("write for the unit")
    EDIT = "edit", _("edit everything of the unit")
    MEMBERS = "members", _("manage the unit's members")
    REPORTS = "reports", _("see the reports of every unit")
    REGISTER = "register", _("administer units and people")
    SITE_CONTENT = "site_content", _("edit the home page, sections and general pages")
    OVERSEE = "oversee", _("hold, release, withdraw and return any item")
    EMERGENCY = "emergency", _("publish in an emergency, to be signed off by a second person")
    CONTROL = "control", _("arrange the sections that the unit leads")
    ANSWER = "answer", _("handle the questions that come to the unit")
    COORDINATE = "coordinate", _("pass questions on to the unit that answers for them")
    FEEDBACK = "feedback", _("handle confidential feedback, by name and decision")
    DIRECT = "direct", _("direct what feedback was put to the leaders; see reports of wrong content")
    PRACTISE = "practise", _("practise writing and approving where nothing counts")
    DECIDE = "decide", _("approve evaluations, scorecards and commendations")
    SECURITY = "security", _("decide from which networks the portal is open, and watch over its security")


class Role(models.Model):
    """A role as a regulation names it, inside a unit or for the whole site. Data from a preset."""

    class Scope(models.TextChoices):
        """Where a role is held."""

        UNIT = "unit", _("in a unit")
        SITE = "site", _("for the whole site")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    capabilities = models.JSONField(_("capabilities"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_capabilities_display(self) -> str:
        """Return what the role lets its holder do, in words; the name is the one that Wagtail's modeladmin asks for."""
        return ", ".join(str(Capability(name).label) for name in self.capabilities)

    def clean(self) -> None:
        """Refuse a capability that the portal does not know."""
        unknown = set(self.capabilities) - set(Capability.values)
        if unknown:
            raise ValidationError(
                {"capabilities": _("Unknown capability: %(names)s.") % {"names": ", ".join(sorted(unknown))}}
            )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named questions about who holds what."""

    def in_force(self, on: date | None = None) -> MembershipQuerySet:
        """Memberships that hold on ``on``: from their first day to the midnight that ends their last."""
        return self.valid_on(on or calendar.today()).filter(user__is_active=True)

    def valid_on(self, day: date) -> MembershipQuerySet:
        """Memberships that held on ``day``, whether or not the person still has an account in use."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day).filter(
            Q(unit=None) | Q(unit__valid_to=None) | Q(unit__valid_to__gte=day)
        )

    def granting(self, capability: Capability) -> MembershipQuerySet:
        """Those whose role grants ``capability``."""
        # The list is kept as JSON text, so a quoted name is found whole on every database.
        listed = StrIndex(Cast("role__capabilities", TextField()), Value(json.dumps(capability.value)))
        return self.alias(granted=listed).filter(granted__gt=0)


class Membership(models.Model):
    """A person's role, in a unit or for the site, from one day to another, with its decision."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="memberships", verbose_name=_("role"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("unit")
    )
    decision = models.CharField(_("decision number"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), default=calendar.today)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    end_decision = models.CharField(_("decision on the end"), max_length=200, blank=True)
    # Codes; whoever writes may then file items in these alone (LD-4.2b). Empty: in every section open to the unit.
    sections = models.JSONField(_("sections"), default=list, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["unit__order", "role__order", "user__first_name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="one_unit_role_a_day"),
            models.UniqueConstraint(
                fields=["user", "role", "valid_from"], condition=Q(unit=None), name="one_site_role_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.role}" + (f", {self.unit}" if self.unit else "")

    @property
    def is_in_force(self) -> bool:
        """Whether the membership holds today."""
        day = calendar.today()
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def clean(self) -> None:
        """Refuse a unit role without a unit, a site role with one, and dates that run backwards."""
        if self.role_id:
            if self.role.scope == Role.Scope.UNIT and not self.unit_id:
                raise ValidationError({"unit": _("This role is held in a unit; choose the unit.")})
            if self.role.scope == Role.Scope.SITE and self.unit_id:
                raise ValidationError({"unit": _("This role is for the whole site; leave the unit empty.")})
        # A role given by mistake is taken back on its first day: it ended the day before it began.
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from - timedelta(days=1):
            raise ValidationError({"valid_to": _("The end lies before the beginning; correct one of the two dates.")})
