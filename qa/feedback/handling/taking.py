"""Taking a record, giving it to an officer, sorting it (ND-11.2, ND-5.4c)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from knowledge.models import FieldOfWork
from qa.feedback import people, trail
from qa.feedback.clock import due
from qa.feedback.locking import locked
from qa.feedback.models import Act, Feedback, State
from qa.feedback.rules import Rules
from units.guarding import demand
from units.messages import Kind
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Sorting:
    """Where a record belongs: its subject, the unit concerned, how grave it is."""

    field: FieldOfWork | None
    unit: Unit | None
    severity: str


def take(pk: int, user: User) -> Feedback:
    """Let ``user`` take it on. Raises ``PermissionDenied``, which names whoever was faster."""
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_take())
        _give(feedback, user)
        trail.write(feedback, Act.TAKEN, user)
        return feedback


def assign(pk: int, user: User, to: User, said: str = "") -> Feedback:
    """Give it to the officer ``to``. Raises ``PermissionDenied`` where ``user`` may not or ``to`` is no officer."""
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_assign())
        if not people.is_officer(to) or to.pk == feedback.officer_id:
            raise PermissionDenied(_("Choose another officer, one who is named for feedback today."))
        _give(feedback, to)
        trail.write(feedback, Act.ASSIGNED, user, f"{to}. {said}".strip())
        if to.pk != user.pk:
            sentence = _("Feedback no. %(number)s was given to you.")
            trail.say([to], Kind.ASSIGNED, sentence, feedback)
        return feedback


def sort(pk: int, user: User, sorting: Sorting) -> Feedback:
    """Set subject, unit concerned and severity. Raises ``PermissionDenied`` where ``user`` may not."""
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_sort())
        feedback.field, feedback.about_unit, feedback.severity = sorting.field, sorting.unit, sorting.severity
        feedback.save()
        said = [sorting.field, sorting.unit, feedback.get_severity_display()]
        trail.write(feedback, Act.SORTED, user, ", ".join(str(part) for part in said if part))
        return feedback


def _give(feedback: Feedback, officer: User) -> None:
    # What waits for an authority or the leaders goes on waiting; only its officer is another one.
    feedback.officer = officer
    if feedback.state == State.RECEIVED:
        feedback.state = State.IN_HAND
        due.set_next(feedback, due.of_work(feedback))
    feedback.save()
