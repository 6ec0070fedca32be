"""What a person may do to a question, and why: ``qa.rules`` is asked as the desk asks it (ND-9.4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qa import people
from qa.feedback import people as feedback_people
from qa.models import Question
from qa.rules import Rules
from units.entitlements import explaining, grounds
from units.entitlements.explaining import Answer, Subject
from units.models import Unit
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

PREFIX = "question-"


def find(key: str, reader: User) -> Subject | None:
    """The question with this key, by its number alone: its text is for whoever answers it."""
    number = key.removeprefix(PREFIX)
    if number == key or not number.isdecimal():
        return None
    question = Question.objects.select_related("unit", "officer").filter(pk=number).first()
    if question is None:
        return None
    title = _("Question no. %(number)s") % {"number": question.pk}
    return Subject(title, question.unit, partial(answers, question))


def answers(question: Question, person: User) -> list[Answer]:
    """Each verb of the desk."""
    rules = Rules(question, person)
    asked = {
        _("Read the question"): None if rules.may_read else rules.officers_only(),
        _("See who asked, open files"): None if rules.may_see_identity else rules.officers_only(),
        _("Accept"): rules.why_not_accept(),
        _("Pass on to another unit"): rules.why_not_route(),
        _("Decline"): rules.why_not_decline(),
        _("Consult, draft the answer, pause, extend, merge"): rules.why_not_handle(),
    }
    return [
        explaining.answer(verb, refusal, partial(_grounds, person, question.unit)) for verb, refusal in asked.items()
    ]


def _grounds(person: User, unit: Unit) -> list[str]:
    own = grounds.of_capabilities(person, {Capability.ANSWER}, [unit], roles=[people.LEADER])
    return own or grounds.of_capabilities(person, {Capability.COORDINATE}, [None])


def register() -> None:
    """Let people be asked about questions, and about what a superuser does not hold by being one."""
    explaining.register("questions", find)
    held = explaining.register_capability
    held(Capability.ANSWER, lambda user, unit: unit is not None and unit.pk in people.answers_for(user))
    held(Capability.COORDINATE, lambda user, unit: people.coordinates(user))
    held(Capability.FEEDBACK, lambda user, unit: feedback_people.is_officer(user))
    held(Capability.DIRECT, lambda user, unit: feedback_people.directs(user))
