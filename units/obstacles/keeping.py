"""Telling an obstacle and answering it (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units import people
from units.duties.telling import office
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.register import Unit
from units.obstacles import rules
from units.obstacles.clauses import Clause
from units.obstacles.models import Obstacle, State
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def report(clause: Clause, text: str, suggestion: str, unit: Unit | None, by: User) -> Obstacle:
    """Tell the office of an obstacle. Raises ``PermissionDenied`` for a unit in which ``by`` holds nothing,
    ``ValidationError`` without a word."""
    if unit is not None and not people.units_of(by).filter(pk=unit.pk).exists():
        raise PermissionDenied(_("Choose a unit in which you work, or none."))
    text = normalise(text).strip()
    if not text:
        raise ValidationError(_("Say what is hard to apply."))
    made = Obstacle.objects.create(
        article=clause.article,
        paragraph=clause.paragraph,
        point=clause.point,
        text=text,
        suggestion=normalise(suggestion).strip(),
        unit=unit,
        by=by,
    )
    note(Verb.OBSTACLE, made, by, act="told", clause=clause.key)
    sentence = _("An obstacle at %(clause)s has been told.") % {"clause": clause}
    tell(office(), Kind.WAITING, sentence, address(made), item=made)
    return made


@transaction.atomic
def answer(pk: int, text: str, by: User) -> Obstacle:
    """Answer it, or answer it anew. Raises ``PermissionDenied`` for whoever may not and without a word."""
    why = rules.refusal_of_answer(by)
    text = normalise(text).strip()
    if why is None and not text:
        why = _("Write the answer; whoever told the obstacle reads it.")
    if why is not None:
        raise PermissionDenied(why)
    found = Obstacle.objects.select_related("by", "unit").select_for_update(of=("self",)).get(pk=pk)
    found.answer, found.state = text, State.ANSWERED
    found.answered_by, found.answered_at = by, timezone.now()
    found.save(update_fields=["answer", "state", "answered_by", "answered_at"])
    note(Verb.OBSTACLE, found, by, act="answered", clause=found.clause.key, answer=text)
    sentence = _("The office has answered the obstacle that you told at %(clause)s.") % {"clause": found.clause}
    tell([found.by], Kind.TOLD, sentence, address(found), item=found)
    return found


def address(found: Obstacle) -> str:
    """Where it is read."""
    return reverse("obstacles:obstacle", args=[found.pk])
