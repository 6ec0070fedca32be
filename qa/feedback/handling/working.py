"""What an officer does with a record in hand: advise, refer to an authority, note its reply, close with an outcome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.feedback import people, trail
from qa.feedback.clock import due
from qa.feedback.locking import locked
from qa.feedback.models import Act, Feedback, Kind, Outcome, State
from qa.feedback.rules import Rules, demand_words
from units.guarding import demand
from units.messages import Kind as MessageKind

if TYPE_CHECKING:
    from accounts.models import User


def advise(pk: int, user: User, advice: str) -> Feedback:
    """Write down what the officer advises; it stays inside. Raises ``PermissionDenied`` where ``user`` may not."""
    advice = demand_words(advice)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_advise())
        trail.write(feedback, Act.ADVISED, user, advice)
        return feedback


def refer(pk: int, user: User, authority: str, until: date, said: str) -> Feedback:
    """Refer it to a competent authority, and follow up at the end of ``until``; the sender reads which authority.

    Raises ``PermissionDenied`` where ``user`` may not, without a word of it, or for an unfit day.
    """
    authority, said = demand_words(authority), demand_words(said)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_refer())
        feedback.state, feedback.authority = State.REFERRED, authority[:200]
        due.set_next(feedback, due.until(until))
        feedback.save()
        trail.write(feedback, Act.REFERRED, user, f"{authority}: {said}")
        return feedback


def note_reply(pk: int, user: User, reply: str) -> Feedback:
    """Note what the authority replied; the record is in hand again. Raises ``PermissionDenied`` like ``refer``."""
    reply = demand_words(reply)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_note_reply())
        feedback.state = State.IN_HAND
        due.set_next(feedback, due.of_work(feedback))
        feedback.save()
        trail.write(feedback, Act.REPLIED, user, reply)
        return feedback


def close(pk: int, user: User, outcome: str, told: str) -> Feedback:
    """End it with an outcome and a few sentences that the sender reads.

    Raises ``PermissionDenied`` where ``user`` may not, without an outcome, or without a word for the sender.
    """
    if outcome not in Outcome.values:
        raise PermissionDenied(_("Choose what became of it."))
    if not told.strip():
        raise PermissionDenied(_("Write what the sender reads behind their code."))
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_refer())
        feedback.state, feedback.outcome, feedback.outcome_text = State.CLOSED, outcome, told.strip()
        feedback.closed_at, feedback.due_at = timezone.now(), None
        feedback.save()
        # Nobody needs to know who sent what has been dealt with.
        feedback.openings.open().update(dropped_at=timezone.now(), wrapped_share="")
        trail.write(feedback, Act.CLOSED, user, told.strip())
        if feedback.kind == Kind.WRONG:
            sentence = _("Feedback no. %(number)s on wrong content was closed.")
            trail.say(people.leaders(), MessageKind.TOLD, sentence, feedback)
        return feedback
