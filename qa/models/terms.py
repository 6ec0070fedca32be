"""The clocks of a question and how far up it is told, as data that the office keeps (ND-9.4a)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionTerms(models.Model):
    """One row: all days are working days, but those that tell newly from long overdue in lists."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    accept_days = models.PositiveSmallIntegerField(_("days to accept a question"), default=5)
    answer_days = models.PositiveSmallIntegerField(_("days to answer it, from the day it came"), default=10)
    warns_days = models.PositiveSmallIntegerField(_("warn so many days before"), default=2)
    leader_after = models.PositiveSmallIntegerField(_("days overdue after which the unit's leader is told"), default=1)
    office_after = models.PositiveSmallIntegerField(_("days overdue after which the office is told"), default=3)
    committee_after = models.PositiveSmallIntegerField(
        _("days overdue after which the Standing Committee is told"), default=5
    )
    long_after = models.PositiveSmallIntegerField(_("calendar days after which it is long overdue"), default=7)
    extend_days = models.PositiveSmallIntegerField(_("days that an extension gives at most"), default=10)
    extensions = models.PositiveSmallIntegerField(_("extensions of a question at most"), default=1)
    pause_days = models.PositiveSmallIntegerField(_("days that a pause lasts at most"), default=20)
    consult_days = models.PositiveSmallIntegerField(_("days proposed for an opinion"), default=3)
    reopen_days = models.PositiveSmallIntegerField(_("days in which the asker may come back to an answer"), default=20)

    class Meta:
        verbose_name = _("time limits of questions")
        verbose_name_plural = _("time limits of questions")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls) -> QuestionTerms:
        """The terms in force; those of the regulation where nobody has entered any."""
        return cls.objects.first() or cls()
