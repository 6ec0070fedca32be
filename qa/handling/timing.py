"""Standing still and taking longer, each with a reason that the asker reads (ND-9.4a)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from qa import trail
from qa.clock import due
from qa.locking import locked
from qa.models import Act, Question, QuestionTerms
from qa.rules import Rules, demand_reason
from units import calendar
from units.clock.working_days import WorkingDays
from units.guarding import demand

if TYPE_CHECKING:
    from accounts.models import User


def pause(pk: int, user: User, until: date, reason: str) -> Question:
    """Let the clock stand still through ``until``; it runs again by itself, so the answer has its due moment at once.

    Raises ``PermissionDenied`` where ``user`` may not, without a reason, twice at a time, and for too long.
    """
    reason, days = demand_reason(reason), WorkingDays.load()
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        if is_paused(question):
            raise PermissionDenied(_("The clock stands still already; let it run on first."))
        if not calendar.today() < until <= days.add_days(calendar.today(), QuestionTerms.now().pause_days):
            sentence = _("Choose a day after today, at most %(days)s working days ahead.")
            raise PermissionDenied(sentence % {"days": QuestionTerms.now().pause_days})
        question.paused_until = due.end_of_day(until)
        _set(question, due.moved(question.answer_due_at, calendar.today(), until, days))
        trail.write(question, Act.PAUSED, user, reason)
        return question


def resume(pk: int, user: User) -> Question:
    """Let the clock run on before the pause is over: what was not used of it is taken back."""
    days = WorkingDays.load()
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        if question.paused_until is None or not is_paused(question):
            raise PermissionDenied(_("The clock is running."))
        last = due.last_day(question.paused_until)
        question.paused_until = None
        _set(question, due.moved_back(question.answer_due_at, calendar.today(), last, days))
        trail.write(question, Act.RESUMED, user)
        return question


def extend(pk: int, user: User, until: date, reason: str) -> Question:
    """Give the answer until the end of ``until``, as often and as far as the terms allow.

    Raises ``PermissionDenied`` where ``user`` may not, without a reason, too often, or for an unfit day.
    """
    reason, terms, days = demand_reason(reason), QuestionTerms.now(), WorkingDays.load()
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        if question.extensions >= terms.extensions:
            raise PermissionDenied(_("This question has been extended as often as the regulation allows."))
        last = max(due.last_day(question.answer_due_at), calendar.today())
        if not last < until <= days.add_days(last, terms.extend_days):
            sentence = _("Choose a day after %(day)s, at most %(days)s working days later.")
            raise PermissionDenied(sentence % {"day": f"{last:%d/%m/%Y}", "days": terms.extend_days})
        question.extensions += 1
        _set(question, due.end_of_day(until))
        trail.write(question, Act.EXTENDED, user, reason)
        return question


def is_paused(question: Question, now: datetime | None = None) -> bool:
    """Whether the clock stands still at this moment."""
    return question.paused_until is not None and (now or timezone.now()) < question.paused_until


def _set(question: Question, moment: datetime) -> None:
    question.answer_due_at = question.due_at = moment
    question.reminded = 0
    question.save()
