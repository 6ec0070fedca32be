"""Questions in “My work”: what the person has taken, what nobody of their unit has, what the leader has to approve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from qa import people
from qa.models import OPEN, PrivateAnswer, Question, State
from qa.models.questions import QuestionQuerySet
from units.approval.elsewhere import Section

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: User) -> QuestionQuerySet:
    """The open questions that wait for ``user``, the earliest due first.

    Their own; those of their unit that nobody has taken; private answers that wait for the unit's leader (public ones
    wait among the items to approve).
    """
    own = Q(officer=user, state=State.ACCEPTED)
    free = Q(state=State.RECEIVED, unit__in=people.answers_for(user))
    waits = Exists(PrivateAnswer.objects.filter(question=OuterRef("pk"), state=PrivateAnswer.State.WAITING))
    to_approve = Q(waits, state=State.AWAITING, unit__in=people.leads(user))
    return Question.objects.filter(own | free | to_approve, state__in=OPEN).for_lists().by_due()


def section_for(user: User, most: int) -> Section | None:
    """The section of the inbox; None for people who have nothing to do with questions. One query, if any is open."""
    if not people.answers_for(user) | people.leads(user):
        return None
    waiting = waiting_for(user) if people.something_may_wait_for(user) else Question.objects.none()
    rows: list[Any] = list(waiting.annotate(of_all=Window(Count("pk")))[:most])
    return Section(
        name="questions",
        heading=_("Questions from the public"),
        empty=_("No question waits for you."),
        number=rows[0].of_all if rows else 0,
        rows=rows,
        url=reverse("questions:index"),
        template="questions/_rows.html",
    )
