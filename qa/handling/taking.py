"""Accepting a question, passing it on, or saying why it is not taken up (ND-9.4a, LD-3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from qa import trail
from qa.asking.receiving import tell_unit
from qa.clock import due
from qa.handling import consulting
from qa.locking import locked
from qa.models import Act, Question, State
from qa.rules import Rules, demand_reason
from units.clock.working_days import WorkingDays
from units.guarding import demand
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User


def accept(pk: int, user: User) -> Question:
    """Let ``user`` take the question on. Raises ``PermissionDenied``, which names whoever was faster."""
    with locked(pk) as question:
        demand(Rules(question, user).why_not_accept())
        question.state = State.ACCEPTED
        question.officer = user
        question.due_at = question.answer_due_at
        question.reminded = 0
        question.save()
        trail.write(question, Act.ACCEPTED, user)
        return question


def route(pk: int, user: User, unit: Unit, reason: str) -> Question:
    """Pass the question to ``unit`` with a reason; its trail and its clock go on.

    Raises ``PermissionDenied`` where ``user`` may not, without a reason, or to the unit that has it.
    """
    reason = demand_reason(reason)
    with locked(pk) as question:
        demand(Rules(question, user).why_not_route())
        if unit.pk == question.unit_id or not unit.is_active:
            raise PermissionDenied(_("Choose another unit, one that exists today."))
        consulting.end_all(question)
        if question.page is not None:
            # What the former owner has drafted stays with it; it was never public.
            question.page = None
        before = question.due_at if question.state == State.RECEIVED else question.received_at
        question.due_at = due.passed_on(
            timezone.now(), before or question.received_at, question.answer_due_at, WorkingDays.load()
        )
        question.unit, question.officer, question.state = unit, None, State.RECEIVED
        question.paused_until, question.reminded, question.answered_on_time = None, 0, None
        question.save()
        trail.write(question, Act.ROUTED, user, reason)
        tell_unit(question, _("A question was passed on to your unit: no. %(number)s.") % {"number": question.pk})
        return question


def decline(pk: int, user: User, reason: str) -> Question:
    """Leave the question without an answer; the asker reads why. Raises ``PermissionDenied`` like ``route``."""
    reason = demand_reason(reason)
    with locked(pk) as question:
        demand(Rules(question, user).why_not_decline())
        close(question, State.DECLINED)
        question.save()
        for duplicate in question.duplicates.filter(state=State.MERGED):
            give_back(duplicate, question.unit)
        trail.write(question, Act.DECLINED, user, reason)
        return question


def give_back(duplicate: Question, unit: Unit) -> None:
    """Give its own life back to what was merged into a question that nobody answers."""
    duplicate.state, duplicate.unit, duplicate.officer = State.RECEIVED, unit, None
    duplicate.due_at = duplicate.answer_due_at
    duplicate.merged_into = duplicate.page = duplicate.closed_at = None
    duplicate.save()
    trail.write(duplicate, Act.REOPENED, None, _("The question that it was merged into was not answered."))


def close(question: Question, state: State) -> None:
    """End the question in ``state``; nothing about it is due any more. The caller saves it."""
    consulting.end_all(question)
    question.answered_on_time = timezone.now() < question.answer_due_at if state == State.ANSWERED else None
    question.state = state
    question.due_at = question.paused_until = None
    question.closed_at = timezone.now()


def close_answered(question: Question) -> None:
    """End it with a public answer. The caller saves it.

    After a hold that has changed nothing, whether the answer came in time stands as it was first settled.
    """
    in_time = question.answered_on_time
    close(question, State.ANSWERED)
    if in_time is not None:
        question.answered_on_time = in_time
