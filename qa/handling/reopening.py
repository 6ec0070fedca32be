"""A question that was closed opens again, with its clocks from the start: its asker comes back to it, once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from qa import trail
from qa.asking.receiving import tell_unit
from qa.clock import due
from qa.locking import locked
from qa.models import Act, Question, QuestionTerms, State
from qa.rules import demand_reason
from units import calendar
from units.clock.working_days import WorkingDays
from units.guarding import demand

if TYPE_CHECKING:
    from accounts.models import User

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
        begin_anew(question, officer=None)
        question.answered_on_time = None
        question.reopened_at = timezone.now()
        question.save()
        trail.write(question, Act.REOPENED, None, missing)
        tell_unit(question, _("Its asker has come back to question no. %(number)s.") % {"number": question.pk})
        return question


def begin_anew(question: Question, officer: User | None) -> None:
    """Open it with ``officer``, or for its unit to accept where that is None. The caller saves it."""
    now, terms, days = timezone.now(), QuestionTerms.now(), WorkingDays.load()
    question.answer_due_at = due.after_days(now, terms.answer_days, days)
    question.state, question.officer = State.ACCEPTED, officer
    question.due_at = question.answer_due_at
    if officer is None:
        question.state = State.RECEIVED
        question.due_at = due.of_acceptance(now, question.answer_due_at, terms, days)
    question.closed_at = question.paused_until = None
    question.extensions = question.reminded = 0
