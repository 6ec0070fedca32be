"""When the next step of a record is due, in working days; a due moment is the first instant at which it is too late."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.clock.due import after_days, end_of_day
from qa.feedback.models import Feedback, FeedbackTerms, Kind
from units import calendar
from units.clock.working_days import WorkingDays


def of_outcome(now: datetime) -> datetime:
    """When the sender should have an outcome of what comes at ``now``."""
    return after_days(now, FeedbackTerms.now().outcome_days, WorkingDays.load())


def of_taking(kind: str, now: datetime, outcome_due: datetime) -> datetime:
    """When an officer should have taken it; reports of wrong content are taken sooner."""
    terms = FeedbackTerms.now()
    number = terms.take_wrong_days if kind == Kind.WRONG else terms.take_days
    return min(after_days(now, number, WorkingDays.load()), outcome_due)


def set_next(feedback: Feedback, moment: datetime) -> None:
    """Let the next step be due at ``moment``; the outcome is never due before it. The caller saves the record."""
    feedback.due_at = moment
    feedback.outcome_due_at = max(feedback.outcome_due_at, moment)
    feedback.reminded = 0


def of_work(feedback: Feedback) -> datetime:
    """When the officer's work is due: with the outcome, but with at least a working day to do it in."""
    return max(feedback.outcome_due_at, after_days(timezone.now(), 1, WorkingDays.load()))


def until(day: date) -> datetime:
    """The end of ``day``. Raises ``PermissionDenied`` for one that is over or too far off."""
    terms, days = FeedbackTerms.now(), WorkingDays.load()
    if not calendar.today() < day <= days.add_days(calendar.today(), terms.longest_days):
        sentence = _("Choose a day after today, at most %(days)s working days ahead.")
        raise PermissionDenied(sentence % {"days": terms.longest_days})
    return end_of_day(day)
