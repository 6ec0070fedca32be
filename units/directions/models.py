"""A direction to a unit, how far it has come, and every step of its way (LD-6.1c)."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.duties.spans import DAY
from units.models.membership import Capability, Membership
from units.models.register import Unit

TEXT_LENGTH = 4000
BEGINNING = 120


class State(models.TextChoices):
    """With whom it is."""

    GIVEN = "given", _("with the unit")
    REPORTED = "reported", _("reported as done")
    ACCEPTED = "accepted", _("done")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: Nothing more can be done with these.
CLOSED = (State.ACCEPTED, State.WITHDRAWN)


class UnitDirectionQuerySet(models.QuerySet["UnitDirection"]):
    """Named questions about directions."""

    def open(self) -> UnitDirectionQuerySet:
        """Those that nobody has accepted as done or withdrawn."""
        return self.exclude(state__in=CLOSED)

    def closed(self) -> UnitDirectionQuerySet:
        """Those that were accepted as done, or withdrawn."""
        return self.filter(state__in=CLOSED)

    def left_by_their_writers(self) -> UnitDirectionQuerySet:
        """Those whose writers direct no longer, so that any other member judges them."""
        directing = Membership.objects.in_force().granting(Capability.DECIDE).filter(unit=None, user=OuterRef("by"))
        return self.exclude(Exists(directing) | Q(by__is_active=True, by__is_superuser=True))

    def with_units(self) -> UnitDirectionQuerySet:
        """Those that their units have to carry out."""
        return self.filter(state=State.GIVEN)

    def overdue(self, today: date) -> UnitDirectionQuerySet:
        """Those that a unit should have carried out by now."""
        return self.with_units().filter(due_on__lt=today)

    def by_due(self) -> UnitDirectionQuerySet:
        """The earliest due first."""
        return self.order_by("due_on", "pk")


class UnitDirection(models.Model):
    """What a unit is to do, by when, as somebody of the Standing Committee wrote it; the text is never changed."""

    wagtail_reference_index_ignore = True

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="directions", verbose_name=_("unit"))
    text = models.TextField(_("direction"), max_length=TEXT_LENGTH)
    due_on = models.DateField(_("to be done by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.GIVEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("directed by"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    #: The last rung of reminders that was reached; begins anew with a new day.
    reminded = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = UnitDirectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("direction to a unit")
        verbose_name_plural = _("directions to units")
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="direction_due")]

    def __str__(self) -> str:
        return str(_("Direction no. %(number)s") % {"number": self.pk})

    @property
    def beginning(self) -> str:
        """Its first words."""
        return Truncator(" ".join(self.text.split())).chars(BEGINNING)

    def is_overdue(self, today: date) -> bool:
        """Whether the unit should have carried it out by now."""
        return self.state == State.GIVEN and self.due_on < today

    @property
    def due_at(self) -> datetime:
        """The first instant at which it is too late."""
        return calendar.start_of(self.due_on + DAY)


class Act(models.TextChoices):
    """A step of the way."""

    GIVEN = "given", _("directed")
    REPORTED = "reported", _("reported it as done")
    REOPENED = "reopened", _("sent it back")
    ACCEPTED = "accepted", _("accepted it as done")
    WITHDRAWN = "withdrawn", _("withdrew it")


class DirectionStep(models.Model):
    """What was done with a direction, by whom, in which words."""

    wagtail_reference_index_ignore = True

    direction = models.ForeignKey(UnitDirection, models.CASCADE, related_name="steps")
    act = models.CharField(_("act"), max_length=10, choices=Act)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a direction")
        verbose_name_plural = _("steps of a direction")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.direction}: {self.get_act_display()}"
