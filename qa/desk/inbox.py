"""Questions in “My work”: what the person has taken, what nobody of their unit has, what the leader has to approve,
and what their unit is asked for an opinion on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from qa import people
from qa.models import Consultation, PrivateAnswer, Question, State
from qa.models.questions import QuestionQuerySet
from units.approval.elsewhere import Section

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: User) -> QuestionQuerySet:
    """The open questions that wait for ``user``, the earliest due first.

    Their own; those of their unit that nobody has taken; private answers that wait for the unit's leader (public ones
    wait among the items to approve): these say ``is_theirs``. And those on which a unit of theirs owes an ``opinion``,
    the key of the consultation. ``turn_due_at`` is when it is their turn, as owner where they are both.
    """
    units = people.answers_for(user)
    own = Q(officer=user, state=State.ACCEPTED)
    free = Q(state=State.RECEIVED, unit__in=units)
    waits = Exists(PrivateAnswer.objects.waiting().filter(question=OuterRef("pk")))
    to_approve = Q(waits, state=State.AWAITING, unit__in=people.leads(user))
    theirs, asked = own | free | to_approve, Consultation.objects.of_question(units)
    turn_due_at = Case(When(theirs, then=F("due_at")), default=Subquery(asked.values("due_at")[:1]))
    return (
        Question.objects.open()
        .filter(theirs | Q(Exists(asked)))
        .annotate(
            is_theirs=Case(When(theirs, then=Value(True)), default=Value(False), output_field=BooleanField()),
            opinion=Subquery(asked.values("pk")[:1]),
            turn_due_at=turn_due_at,
        )
        .order_by(turn_due_at, "pk")
        .for_lists()
    )


def section_for(user: User, most: int) -> Section | None:
    """The section of the inbox; None for people who have nothing to do with questions. One query, if any is open."""
    if not people.answers_for(user) | people.leads(user):
        return None
    waiting = waiting_for(user) if people.something_may_wait_for(user) else Question.objects.none()
    return Section.of(
        waiting,
        most,
        name="questions",
        heading=_("Questions from the public"),
        empty=_("No question waits for you."),
        url=reverse("questions:index"),
        template="questions/_waiting.html",
    )
