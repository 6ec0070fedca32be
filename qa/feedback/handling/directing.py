"""Putting a record to the leaders, their direction, and the report that it was carried out (LD-3.1c, ND-4.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.clock.due import after_days
from qa.feedback import people, trail
from qa.feedback.clock import due
from qa.feedback.locking import locked
from qa.feedback.models import Act, Direction, Feedback, FeedbackTerms, State
from qa.feedback.rules import Rules, demand_words
from units.clock.working_days import WorkingDays
from units.guarding import demand
from units.messages import Kind

if TYPE_CHECKING:
    from accounts.models import User


def propose(pk: int, user: User, proposal: str) -> Feedback:
    """Put it to the leaders with what the officer proposes; they see it from now on.

    Raises ``PermissionDenied`` where ``user`` may not, without a proposal, or where no leader could direct.
    """
    proposal = demand_words(proposal)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_refer())
        leaders = list(people.leaders())
        if not leaders:
            raise PermissionDenied(_("At present nobody is named to direct feedback; tell the office."))
        now = timezone.now()
        feedback.state, feedback.proposed_at = State.PROPOSED, feedback.proposed_at or now
        due.set_next(feedback, after_days(now, FeedbackTerms.now().direct_days, WorkingDays.load()))
        feedback.save()
        trail.write(feedback, Act.PROPOSED, user, proposal)
        trail.say(leaders, Kind.WAITING, _("Feedback no. %(number)s waits for your direction."), feedback)
        return feedback


def direct(pk: int, user: User, text: str, until: date) -> Direction:
    """Direct what is to be done by the end of ``until``; it comes back to the officer.

    Raises ``PermissionDenied`` where ``user`` may not, without a direction, or for an unfit day.
    """
    text = demand_words(text)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_direct())
        moment = due.until(until)
        made = Direction.objects.create(feedback=feedback, by=user, at=timezone.now(), text=text, due_at=moment)
        feedback.state = State.DIRECTED
        due.set_next(feedback, moment)
        feedback.save()
        trail.write(feedback, Act.DIRECTED, user, text)
        if feedback.officer is not None:
            trail.say([feedback.officer], Kind.WAITING, _("The leaders directed on feedback no. %(number)s."), feedback)
        return made


def fulfil(pk: int, user: User, report: str) -> Feedback:
    """Report that the direction was carried out; whoever gave it is told and the record is in hand again.

    Raises ``PermissionDenied`` where ``user`` may not or says nothing of what was done.
    """
    report = demand_words(report)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_fulfil())
        direction = feedback.directions.open().select_related("by").get()
        direction.done_at, direction.done_by, direction.report = timezone.now(), user, report
        direction.save()
        feedback.state = State.IN_HAND
        due.set_next(feedback, due.of_work(feedback))
        feedback.save()
        trail.write(feedback, Act.FULFILLED, user, report)
        sentence = _("Your direction on feedback no. %(number)s was carried out.")
        trail.say([direction.by], Kind.TOLD, sentence, feedback)
        return feedback
