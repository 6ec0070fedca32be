"""Writing what was done with a synthesis: here in full, in the append-only record without a word of its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from qa.feedback.models import Synthesis, SynthesisAct, SynthesisStep
from units.messages import Kind, tell
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def write(synthesis: Synthesis, act: SynthesisAct, by: User, said: str = "") -> SynthesisStep:
    """Note that ``by`` did ``act`` and what they said, in the caller's transaction."""
    step = SynthesisStep.objects.create(synthesis=synthesis, act=act, at=timezone.now(), by=by, said=said)
    digest = hashlib.sha256(said.encode()).hexdigest() if said else ""
    # By its name, which is a number: a title may say what it is about.
    note(Verb.FEEDBACK, step, by, text_digest=digest, what=f"{synthesis}: {act.label}")
    return step


def say(recipients: Iterable[User], kind: Kind, sentence: str, synthesis: Synthesis) -> None:
    """Tell ``recipients`` the sentence about a number: never a word of the text, which mail would carry away."""
    tell(recipients, kind, sentence % {"number": synthesis.pk}, address_of(synthesis), item=synthesis)


def address_of(synthesis: Synthesis) -> str:
    """Where it is read."""
    return reverse("syntheses:synthesis", args=[synthesis.pk])
