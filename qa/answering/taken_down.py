"""An answer that is public no longer: its question goes back to whoever owes one, and its trail says why (ND-9.4a)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page

from qa import people, trail
from qa.asking.receiving import tell_unit
from qa.handling.reopening import begin_anew
from qa.handling.taking import close_answered
from qa.locking import locked
from qa.models import Act, AnswerPage, Question, State
from units.approval.models import Hold, Withdrawal
from units.messages import Kind


def on_measure(instance: Hold | Withdrawal, created: bool, **kwargs: Any) -> None:
    """Receiver of ``post_save`` of holds and withdrawals; it hears of them before the page is taken down."""
    page = _answer_of(instance) if created else None
    if page is None:
        return
    new, changed = _replacement(instance), []
    for pk in list(Question.objects.answered_by(page).order_by("pk").values_list("pk", flat=True)):
        with locked(pk) as question:
            if new is not None:
                _answer_with(question, new)
            elif question.state == State.ANSWERED:
                _give_back(question, instance)
            question.save()
            changed.append(question)
    act = Act.HELD if isinstance(instance, Hold) else Act.WITHDRAWN
    # The record comes after every lock: whoever acts on one of these questions waits for it, not we for them.
    for question in changed:
        trail.write(question, act, instance.by, instance.reason)


def _answer_of(measure: Hold | Withdrawal) -> AnswerPage | None:
    if measure.item_type_id != ContentType.objects.get_for_model(Page).pk:
        return None
    return AnswerPage.objects.filter(pk=measure.item_id).first()


def _replacement(measure: Hold | Withdrawal) -> AnswerPage | None:
    """The public answer that takes the place of the one withdrawn, where it is one."""
    new = getattr(measure, "replaced_by", None)
    return AnswerPage.objects.live().filter(pk=new.pk).first() if new is not None else None


def _answer_with(question: Question, new: AnswerPage) -> None:
    """Let ``new`` answer it and whatever was merged into it; somebody who came back to the old answer still waits."""
    question.page = new
    question.duplicates.filter(state=State.MERGED).update(page=new)
    was_held = question.answered_on_time is not None
    is_private = question.private_answers.waiting().exists()
    if question.is_open and (was_held or question.state == State.AWAITING) and not is_private:
        close_answered(question)


def _give_back(question: Question, measure: Hold | Withdrawal) -> None:
    """Open it again with the officer who answered, or with their unit where they no longer work on questions."""
    in_time, officer = question.answered_on_time, question.officer
    while not question.unit.is_active and question.unit.successor is not None:
        question.unit = question.unit.successor
    able = officer is not None and question.unit_id in people.answers_for(officer)
    begin_anew(question, officer if able else None)
    # A hold may end as it began; whether the answer came in time then stands as it was.
    question.answered_on_time = in_time if isinstance(measure, Hold) else None
    sentence = _("The answer to question no. %(number)s is public no longer, so the question is open again: %(why)s")
    tell_unit(question, sentence % {"number": question.pk, "why": measure.reason}, Kind.RETURNED)
