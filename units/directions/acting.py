"""The verbs of directions: give, report, accept, send back, withdraw; each is told, kept as a step and recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units.contributions.periods import day_text
from units.directions import rules
from units.directions.models import Act, DirectionStep, State, UnitDirection
from units.duties.telling import leaders, office
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def give(unit: Unit, text: str, due_on: date, by: User) -> UnitDirection:
    """Direct ``unit``; its leaders are told, the office where it has none.

    Raises ``PermissionDenied`` for whoever may not and for a day that has passed, ``ValidationError`` without a word.
    """
    demand(rules.refusal_of_directing(by) or rules.refusal_of_day(due_on))
    made = UnitDirection.objects.create(unit=unit, text=_words(text), due_on=due_on, by=by)
    _step(made, Act.GIVEN, by, made.text)
    sentence = _("The Standing Committee has directed %(unit)s; it is to be done by %(day)s.")
    values = {"unit": unit.label, "day": day_text(due_on)}
    tell(leaders(unit) or office(), Kind.WAITING, sentence % values, address(made), item=made)
    return made


@transaction.atomic
def report(pk: int, text: str, by: User) -> UnitDirection:
    """Report what was done; whoever gave the direction is told.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` without a word.
    """
    found = _locked(pk)
    demand(rules.refusal_of_report(found, by))
    text = _words(text)
    _move(found, State.REPORTED)
    _step(found, Act.REPORTED, by, text)
    sentence = _("%(unit)s reports that your direction has been carried out.") % {"unit": found.unit.label}
    tell(rules.circle_of_writer(found), Kind.WAITING, sentence, address(found), item=found)
    return found


@transaction.atomic
def accept(pk: int, by: User) -> UnitDirection:
    """Accept the report: the direction is done. Raises ``PermissionDenied`` for whoever may not."""
    found = _locked(pk)
    demand(rules.refusal_of_verdict(found, by))
    _move(found, State.ACCEPTED)
    _step(found, Act.ACCEPTED, by)
    tell(leaders(found.unit), Kind.APPROVED, _("Your report on a direction was accepted."), address(found), item=found)
    return found


@transaction.atomic
def reopen(pk: int, text: str, due_on: date, by: User) -> UnitDirection:
    """Send the report back with what is missing and a new day; reminders begin anew.

    Raises ``PermissionDenied`` for whoever may not and for a day that has passed, ``ValidationError`` without a word.
    """
    found = _locked(pk)
    demand(rules.refusal_of_verdict(found, by) or rules.refusal_of_day(due_on))
    text = _words(text)
    found.due_on, found.reminded = due_on, 0
    _move(found, State.GIVEN)
    _step(found, Act.REOPENED, by, text)
    sentence = _("Your report on a direction was sent back; it is to be done by %(day)s: %(text)s")
    values = {"day": day_text(due_on), "text": text}
    tell(leaders(found.unit) or office(), Kind.RETURNED, sentence % values, address(found), item=found)
    return found


@transaction.atomic
def withdraw(pk: int, text: str, by: User) -> UnitDirection:
    """Withdraw a direction that was a mistake or is needed no longer; it stays to be read, with the reason.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` without a word.
    """
    found = _locked(pk)
    demand(rules.refusal_of_withdrawal(found, by))
    text = _words(text)
    _move(found, State.WITHDRAWN)
    _step(found, Act.WITHDRAWN, by, text)
    sentence = _("A direction to %(unit)s was withdrawn: %(text)s") % {"unit": found.unit.label, "text": text}
    tell(leaders(found.unit) or office(), Kind.WITHDRAWN, sentence, address(found), item=found)
    return found


def address(direction: UnitDirection) -> str:
    """Where it is read."""
    return reverse("directions:direction", args=[direction.pk])


def _words(text: str) -> str:
    text = normalise(text).strip()
    if not text:
        raise ValidationError(_("Write at least one sentence."))
    return text


def _move(direction: UnitDirection, state: State) -> None:
    direction.state = state
    direction.save(update_fields=["state", "due_on", "reminded"])


def _step(direction: UnitDirection, act: Act, by: User, text: str = "") -> None:
    DirectionStep.objects.create(direction=direction, act=act, by=by, text=text)
    note(Verb.DIRECTION, direction, by, unit=direction.unit, act=act, until=day_text(direction.due_on), text=text)


def _locked(pk: int) -> UnitDirection:
    return UnitDirection.objects.select_related("unit", "by").select_for_update(of=("self",)).get(pk=pk)
