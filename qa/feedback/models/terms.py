"""The clocks of feedback, as data that the office keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackTerms(models.Model):
    """One row; all days are working days."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    take_days = models.PositiveSmallIntegerField(_("days in which an officer takes it"), default=2)
    take_wrong_days = models.PositiveSmallIntegerField(_("the same for a report of wrong content"), default=1)
    outcome_days = models.PositiveSmallIntegerField(_("days to the outcome, from the day it came"), default=15)
    direct_days = models.PositiveSmallIntegerField(_("days for a direction of the leaders"), default=5)
    follow_days = models.PositiveSmallIntegerField(_("days proposed for a reply of an authority"), default=10)
    longest_days = models.PositiveSmallIntegerField(_("days that a next step may be put off at most"), default=60)
    warns_days = models.PositiveSmallIntegerField(_("warn so many days before"), default=1)
    leaders_after = models.PositiveSmallIntegerField(_("days overdue after which the leaders are told"), default=3)
    request_days = models.PositiveSmallIntegerField(
        _("days to decide when somebody asks to see or erase what they sent"), default=10
    )
    request_shown_days = models.PositiveSmallIntegerField(
        _("days for which what somebody asked to see is shown behind their code"), default=10
    )

    class Meta:
        verbose_name = _("time limits of feedback")
        verbose_name_plural = _("time limits of feedback")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls) -> FeedbackTerms:
        """The terms in force; the usual ones where nobody has entered any."""
        return cls.objects.first() or cls()
