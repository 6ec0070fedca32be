"""Questions of an officer who leaves: to whoever goes on with them, else back to the unit (ND-13.6a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from qa import people, trail
from qa.asking.receiving import tell_unit
from qa.clock import due
from qa.locking import locked
from qa.models import Act, Question, State
from units.clock.working_days import WorkingDays
from units.entitlements.open_work import Leaving, Work

if TYPE_CHECKING:
    from accounts.models import User


def questions(leaving: Leaving) -> Work | None:
    """The open questions that the person has taken."""
    found = list(Question.objects.open().filter(officer=leaving.person).select_related("unit").order_by("pk"))
    if not found:
        return None
    takers = [(question, taker(question, leaving)) for question in found]

    def pass_on() -> None:
        for question, officer in takers:
            _pass_on(question.pk, officer, leaving)

    lines = [
        _("Question no. %(number)s (%(unit)s): %(whom)s")
        % {"number": question.pk, "unit": question.unit, "whom": officer or _("goes back to the unit")}
        for question, officer in takers
    ]
    return Work(_("Questions from the public"), lines, pass_on)


def taker(question: Question, leaving: Leaving) -> User | None:
    """The heir where they handle questions of the unit.

    An answer that waits for the leader needs an officer to come back to, so another one of the unit gets it.
    """
    if leaving.heir is not None and question.unit_id in people.answers_for(leaving.heir):
        return leaving.heir
    if question.state == State.AWAITING:
        return people.officers_of(question.unit).exclude(pk=leaving.person.pk).first()
    return None


def _pass_on(pk: int, officer: User | None, leaving: Leaving) -> None:
    with locked(pk) as question:
        question.officer = officer
        if officer is None and question.state == State.ACCEPTED:
            question.state, question.reminded = State.RECEIVED, 0
            question.due_at = due.passed_on(
                timezone.now(), question.received_at, question.answer_due_at, WorkingDays.load()
            )
        question.save()
        said = _("%(person)s has left.") % {"person": leaving.person}
        trail.write(question, Act.ROUTED, leaving.by, said)
        if officer is None:
            tell_unit(question, _("Question no. %(number)s waits to be accepted again.") % {"number": question.pk})
