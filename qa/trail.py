"""Writing the trail of a question: each act once, and those of our own people into the record as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from qa.models import Act, Question, Step
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def write(question: Question, act: Act, by: User | None = None, said: str = "") -> Step:
    """Note that ``by`` did ``act``, None for the asker or the portal, and why; in the caller's transaction.

    The record names the question by its number: nothing of its text and nobody's name but the officer's.
    """
    step = Step.objects.create(question=question, act=act, at=timezone.now(), by=by, unit=question.unit, said=said)
    if by is not None:
        note(Verb.QUESTION, question, by, unit=question.unit, what=str(act.label))
    return step
