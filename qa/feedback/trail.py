"""Writing the trail: each act once, and those of our own people into the record as well, without a word of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from qa.feedback.models import Act, Feedback, FeedbackStep
from units.messages import Kind, tell
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def write(feedback: Feedback, act: Act, by: User | None = None, said: str = "") -> FeedbackStep:
    """Note that ``by`` did ``act``, None for the sender or the portal, and what they said; in the caller's transaction.

    What was said stays here, where only those see it who may read the record; the append-only record gets its digest,
    which shows a later change.
    """
    step = FeedbackStep.objects.create(feedback=feedback, act=act, at=timezone.now(), by=by, said=said)
    if by is not None:
        digest = hashlib.sha256(said.encode()).hexdigest() if said else ""
        note(Verb.FEEDBACK, feedback, by, text_digest=digest, what=str(act.label))
    return step


def say(recipients: Iterable[User], kind: Kind, sentence: str, feedback: Feedback) -> None:
    """Tell ``recipients`` the sentence about a number: never a word of the text, which mail would carry away."""
    tell(recipients, kind, sentence % {"number": feedback.pk}, address_of(feedback), item=feedback)


def address_of(feedback: Feedback) -> str:
    """Where the record is worked on."""
    return reverse("feedback:record", args=[feedback.pk])
