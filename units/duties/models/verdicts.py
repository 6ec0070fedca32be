"""What was judged when a period had ended, and who was reminded while it ran (ND-9.5).

A verdict keeps names, figures and items as they were; a later one replaces it and says by whom and why, so that no past
quarter changes in silence.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.contributions.models import ImmutableRow
from units.duties import spans
from units.duties.models.register import REASON_LENGTH, Duty
from units.models.register import Unit


class DutySettlement(models.Model):
    """The period of a duty that is over and judged, for all units in one go; from then on only verdicts say how."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="settlements", verbose_name=_("duty"))
    first = models.DateField(_("first day of the period"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("settled period")
        verbose_name_plural = _("settled periods")
        constraints = [models.UniqueConstraint(fields=["duty", "first"], name="a_period_is_settled_once")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.duty.label(self.period)}"

    @property
    def period(self) -> Period:
        """The period."""
        return spans.period_of(self.duty.span, self.first)


class State(models.TextChoices):
    """How a unit stands in a period; ``PENDING`` is never stored."""

    FULFILLED = "fulfilled", _("fulfilled")
    MISSED = "missed", _("not fulfilled")
    EXCUSED = "excused", _("excused")
    NOT_BOUND = "not_bound", _("not bound")
    PENDING = "pending", _("not yet")

    @property
    def icon(self) -> str:
        """The icon beside the word: no state is told by its colour alone."""
        return ICONS[self.value]


ICONS = {
    "fulfilled": "circle-check",
    "missed": "circle-xmark",
    "excused": "info-circle",
    "not_bound": "minus",
    "pending": "time",
}


class Why(models.TextChoices):
    """Why a duty does not bind a unit in a period."""

    JOINED = "joined", _("the unit began within the period")
    ENDED = "ended", _("the unit ended within the period")
    KIND_CHANGED = "kind_changed", _("the unit changed its kind within the period")
    NO_CONTENT = "no_content", _("nothing in this portal can fulfil the duty yet")


class DutyVerdictQuerySet(models.QuerySet["DutyVerdict"]):
    """Named questions about verdicts; no way to change one."""

    def standing(self) -> DutyVerdictQuerySet:
        """Those that no later one replaces."""
        return self.filter(replaced_by=None)

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: a verdict says what was."""
        raise ImmutableRow("A verdict on a duty is never changed; a later one replaces it.")

    def delete(self) -> NoReturn:
        """Never: a verdict says what was."""
        raise ImmutableRow("A verdict on a duty is never removed.")


class DutyVerdict(models.Model):
    """What was found about one unit when a period had ended: name, kind, figures and items as they were."""

    settlement = models.ForeignKey(DutySettlement, models.PROTECT, related_name="verdicts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duty_verdicts", verbose_name=_("unit"))
    unit_name = models.CharField(_("unit's name at the time"), max_length=200)
    kind_name = models.CharField(_("kind of unit at the time"), max_length=200)
    state = models.CharField(_("state"), max_length=20, choices=State)
    why = models.CharField(_("reason"), max_length=20, choices=Why, blank=True)
    why_on = models.DateField(_("day"), null=True)
    required = models.PositiveSmallIntegerField(_("at least"))
    #: The rows of the ledger that counted; they are never changed or removed either.
    items = models.JSONField(_("items"), default=list)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    made_at = models.DateTimeField(_("at"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)

    objects = DutyVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict on a duty")
        verbose_name_plural = _("verdicts on duties")
        ordering = ["settlement", "unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "unit"], condition=Q(replaces=None), name="one_first_verdict_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.get_state_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the verdict once. Raises ``ImmutableRow`` for one that stands already."""
        if not self._state.adding:
            raise ImmutableRow("A verdict on a duty is never changed; a later one replaces it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a verdict says what was."""
        raise ImmutableRow("A verdict on a duty is never removed.")

    @property
    def counted(self) -> int:
        """How many items counted."""
        return len(self.items)


class DutyReminder(models.Model):
    """A reminder that was given, so that each is given once however often the clock strikes."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="given_reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    first = models.DateField(_("first day of the period"))
    days = models.PositiveSmallIntegerField(_("days before the last day"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder of a duty")
        verbose_name_plural = _("reminders of duties")
        constraints = [models.UniqueConstraint(fields=["duty", "unit", "first", "days"], name="each_reminder_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.days}"
