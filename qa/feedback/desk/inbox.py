"""Feedback in “My work”: what the person has taken, what nobody has, what waits for a leader; numbers, no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from qa.feedback import people
from qa.feedback.models import TAKEN, Feedback, FeedbackQuerySet, State
from units.approval.elsewhere import Section

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: User) -> FeedbackQuerySet:
    """What waits for ``user``, the earliest due first."""
    waits = Q(pk__in=[])
    if people.is_officer(user):
        waits |= Q(state=State.RECEIVED) | Q(officer=user, state__in=set(TAKEN) - {State.PROPOSED})
    if people.directs(user):
        waits |= Q(state=State.PROPOSED)
    return Feedback.objects.filter(waits).for_lists().by_due()


def section_for(user: User, most: int) -> Section | None:
    """The section of the inbox; None for everybody who is neither an officer nor a leader. One query."""
    if not people.is_officer(user) and not people.directs(user):
        return None
    return Section.of(
        waiting_for(user),
        most,
        name="feedback",
        heading=_("Feedback"),
        empty=_("No feedback waits for you."),
        url=reverse("feedback:index"),
        template="feedback_desk/_waiting.html",
    )
