"""Questions in “My work”: what the person has taken, what nobody of their unit has, what the leader has to approve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from qa import people
from qa.models import OPEN, Question, State
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
    to_approve = Q(state=State.AWAITING, unit__in=people.leads(user), private_answers__state="waiting")
    found = Question.objects.filter(own | free | to_approve, state__in=OPEN).for_lists()
    return found.distinct().by_due()


def section_for(user: User, most: int) -> Section | None:
    """The section of the inbox; None for people who have nothing to do with questions. Two queries."""
    if not people.answers_for(user) | people.leads(user):
        return None
    waiting = waiting_for(user)
    return Section(
        name="questions",
        heading=_("Questions from the public"),
        empty=_("No question waits for you."),
        number=waiting.count(),
        rows=list(waiting[:most]),
        url=reverse("questions:index"),
        template="questions/_rows.html",
    )
