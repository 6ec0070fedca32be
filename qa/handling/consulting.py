"""Asking other units for an opinion; it stays inside and is kept (ND-11.1b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qa import people, trail
from qa.clock.due import end_of_day, last_day
from qa.locking import locked
from qa.models import Act, Consultation, Question
from qa.rules import Rules
from units import calendar
from units.guarding import demand
from units.messages import Kind, tell
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User


def consult(pk: int, user: User, units: Iterable[Unit], request: str, until: date) -> list[Consultation]:
    """Ask ``units`` what they think by the end of ``until``; a unit that is being asked already is not asked twice.

    Raises ``PermissionDenied`` where ``user`` may not, for the owner itself, and for a day that has passed.
    """
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        if not request.strip():
            raise PermissionDenied(_("Say what you would like to know."))
        if until < calendar.today():
            raise PermissionDenied(_("The day by which you need the opinion has passed; choose a later one."))
        asked = {row.unit_id for row in question.consultations.open()}
        wanted = [unit for unit in units if unit.pk not in asked and unit.pk != question.unit_id]
        if not wanted:
            raise PermissionDenied(_("Choose a unit other than your own that has not been asked yet."))
        made = [
            Consultation.objects.create(
                question=question, unit=unit, asked_by=user, request=request.strip(), due_at=end_of_day(until)
            )
            for unit in wanted
        ]
        for row in made:
            trail.write(question, Act.CONSULTED, user, str(row.unit))
            sentence = _("%(unit)s asks for your opinion on question no. %(number)s by %(day)s.")
            words = {"unit": question.unit, "number": question.pk, "day": f"{until:%d/%m/%Y}"}
            tell(people.officers_of(row.unit), Kind.WAITING, sentence % words, address_of(row), item=question)
        return made


def give(pk: int, user: User, opinion: str) -> Consultation:
    """Write the opinion of the unit that was asked. Raises ``PermissionDenied`` where ``user`` may not."""
    with transaction.atomic():
        row = Consultation.objects.select_for_update().get(pk=pk)
        demand(why_not_give(row, user))
        if not opinion.strip():
            raise PermissionDenied(_("Write what your unit thinks."))
        row.opinion, row.answered_by, row.answered_at = opinion.strip(), user, timezone.now()
        row.save()
        question = row.question
        trail.write(question, Act.OPINION, user, str(row.unit))
        if question.officer is not None:
            sentence = _("%(unit)s has given its opinion on question no. %(number)s.")
            address = reverse("questions:question", args=[question.pk])
            words = {"unit": row.unit, "number": question.pk}
            tell([question.officer], Kind.TOLD, sentence % words, address, item=question)
        return row


def why_not_give(row: Consultation, user: User) -> str | None:
    """Why ``user`` may not write the opinion, as a sentence."""
    if row.unit_id not in people.answers_for(user):
        return _("Only people of %(unit)s who handle questions may give this opinion.") % {"unit": row.unit}
    if not row.is_open:
        return _("This opinion has been given already or is no longer needed.")
    return None


def end_all(question: Question) -> None:
    """Nobody has to give an opinion any more; what was given is kept."""
    question.consultations.open().update(ended_at=timezone.now())


def awaited(questions: QuerySet[Question] | Iterable[Question]) -> str:
    """The units whose opinion on ``questions`` is still awaited, with the day, as words; empty where there is none."""
    rows: Any = Consultation.objects.open().filter(question__in=questions).select_related("unit")
    return "; ".join(f"{row.unit} ({last_day(row.due_at):%d/%m/%Y})" for row in rows)


def address_of(row: Consultation) -> str:
    """Where the opinion is written."""
    return reverse("questions:opinion", args=[row.pk])
