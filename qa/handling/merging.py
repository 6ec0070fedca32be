"""The same question asked twice: one answer, and both askers find it by their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from qa import trail
from qa.handling.taking import close
from qa.locking import locked
from qa.models import Act, Question, State
from qa.rules import Rules
from units.guarding import demand

if TYPE_CHECKING:
    from accounts.models import User

#: What another question can be merged into: it has an answer or is going to have one.
TAKES_OTHERS = (State.RECEIVED, State.ACCEPTED, State.AWAITING, State.ANSWERED)


def merge(pk: int, user: User, into: int) -> Question:
    """Answer the question ``pk`` together with the question ``into`` of the same unit.

    Raises ``PermissionDenied`` where ``user`` may not, for itself, and for one of another unit or without an answer to
    come. A private answer is one person's, so nothing is merged into what was answered privately.
    """
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        other = Question.objects.filter(pk=into, unit=question.unit_id).exclude(pk=pk).first()
        if other is None or other.state not in TAKES_OTHERS or (other.state == State.ANSWERED and other.page is None):
            raise PermissionDenied(_("Give the number of another question of your unit that is answered publicly."))
        if question.wants_private != other.wants_private:
            raise PermissionDenied(_("One of the two askers wishes a private answer, so each gets their own."))
        close(question, State.MERGED)
        question.merged_into = other
        question.page = other.page
        question.save()
        # What was merged into this one before goes along, so that no chain grows.
        question.duplicates.update(merged_into=other)
        trail.write(question, Act.MERGED, user, str(other))
        return question
