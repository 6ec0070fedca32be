"""Who may read a question, and who may do what to it now? The one door; superusers are no exception (ND-9.4)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from qa import people
from qa.models import Consultation, Question, State

if TYPE_CHECKING:
    from accounts.models import User

NAMED = 5


class Rules:
    """The rules for one question and one person. A refusal is a sentence that says who may instead."""

    def __init__(self, question: Question, user: User) -> None:
        self.question = question
        self.user = user

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person handles questions of the owner unit."""
        return self.question.unit_id in people.answers_for(self.user)

    @cached_property
    def leads(self) -> bool:
        """Whether the person leads the owner unit."""
        return self.question.unit_id in people.leads(self.user)

    @cached_property
    def coordinates(self) -> bool:
        """Whether the person finds the right unit for questions."""
        return people.coordinates(self.user)

    @cached_property
    def consultations(self) -> list[Consultation]:
        """What the person's own units were asked about the question, as long as it is open."""
        units = people.answers_for(self.user)
        asked = self.question.consultations.filter(unit__in=units, ended_at=None).select_related("unit")
        return list(asked) if units and self.question.is_open else []

    @property
    def may_read(self) -> bool:
        """The owner unit's officers and leader; coordinators until a unit has accepted it.

        Another unit sees nothing but what it is asked.
        """
        return self.is_officer or self.leads or self.may_coordinate

    @property
    def may_coordinate(self) -> bool:
        """Whether it is for a coordinator to find the right unit: nobody has accepted the question yet."""
        return self.question.state == State.RECEIVED and self.coordinates

    @property
    def may_see_identity(self) -> bool:
        """Who asked, and the files: only who has to answer (N-9)."""
        return self.is_officer

    def why_not_accept(self) -> str | None:
        """Why the person may not take the question on."""
        if self.question.state != State.RECEIVED:
            return self._not_now(State.RECEIVED)
        return None if self.is_officer else self.officers_only()

    def why_not_route(self) -> str | None:
        """Why the person may not pass the question to another unit."""
        if self.question.state not in {State.RECEIVED, State.ACCEPTED}:
            return _("The answer is under way or given, so the question stays where it is.")
        if self.may_coordinate or self.is_officer:
            return None
        return self.officers_only()

    def why_not_decline(self) -> str | None:
        """Why the person may not leave it without an answer, with a reason that the asker reads."""
        return self.why_not_route()

    def why_not_handle(self) -> str | None:
        """Why the person may not consult, draft, pause, extend or merge."""
        if self.question.state != State.ACCEPTED:
            return self._not_now(State.ACCEPTED)
        return None if self.is_officer else self.officers_only()

    def _not_now(self, wanted: State) -> str:
        question = self.question
        if wanted == State.RECEIVED and question.officer is not None:
            return _("%(person)s of %(unit)s has taken this question already.") % {
                "person": question.officer,
                "unit": question.unit,
            }
        if question.state == State.RECEIVED:
            return _("Accept the question first, so that everybody sees who works on it.")
        return _("This cannot be done now: %(state)s.") % {"state": question.get_state_display()}

    def officers_only(self) -> str:
        """The sentence that names the officers of the unit."""
        names = ", ".join(str(person) for person in people.officers_of(self.question.unit)[:NAMED])
        nobody = _("at present nobody; tell the office")
        return _("Only people of %(unit)s who handle questions may do this: %(names)s.") % {
            "unit": self.question.unit,
            "names": names or nobody,
        }


def demand_reason(reason: str) -> str:
    """The reason without blanks around it. Raises ``PermissionDenied`` where there is none."""
    reason = reason.strip()
    if not reason:
        raise PermissionDenied(_("Say why; the reason stays with the question."))
    return reason
