"""The asker comes back to an answer, once, and says what is missing."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qa import trail
from qa.asking.receiving import tell_unit
from qa.clock import due
from qa.locking import locked
from qa.models import Act, Question, QuestionTerms, State
from qa.rules import demand, demand_reason
from units import calendar
from units.clock.working_days import WorkingDays

LONGEST = 2000


def why_not(question: Question, now: datetime | None = None) -> str | None:
    """Why the asker may not come back to the answer, as a sentence."""
    if question.state not in {State.ANSWERED, State.DECLINED} or question.closed_at is None:
        return _("The question is being answered; you can come back to it when it is.")
    if question.reopened_at is not None:
        return _("You have come back to this question once; please ask a new one.")
    days = QuestionTerms.now().reopen_days
    last = WorkingDays.load().add_days(calendar.day_of(question.closed_at), days)
    if (now or timezone.now()) >= due.end_of_day(last):
        return _("The time to come back to this question is over; please ask a new one.")
    return None


def reopen(pk: int, missing: str) -> Question:
    """Open the question again with its clocks from the start; what the asker misses stands in the trail.

    Raises ``PermissionDenied`` a second time, too late, or without a word of what is missing.
    """
    missing = demand_reason(missing)[:LONGEST]
    with locked(pk) as question:
        demand(why_not(question))
        now, terms, days = timezone.now(), QuestionTerms.now(), WorkingDays.load()
        question.answer_due_at = due.after_days(now, terms.answer_days, days)
        question.due_at = due.of_acceptance(now, question.answer_due_at, terms, days)
        question.state, question.officer = State.RECEIVED, None
        question.closed_at = question.answered_on_time = None
        question.extensions = question.reminded = 0
        question.reopened_at = now
        question.save()
        trail.write(question, Act.REOPENED, None, missing)
        tell_unit(question, _("Its asker has come back to question no. %(number)s.") % {"number": question.pk})
        return question
