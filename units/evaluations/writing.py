"""Writing an evaluation and sending it: from then on its text and its figures stand, with a digest (LD-5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units.contributions.figures import name_on
from units.duties.spans import Every
from units.evaluations import asked, telling
from units.evaluations.models import TEXTS, Act, Evaluation, EvaluationStep, State
from units.evaluations.rules import EvaluationRules
from units.evidence import digesting
from units.evidence.lines import Line, lines_of
from units.guarding import demand
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


class Overtaken(Exception):
    """A colleague has saved meanwhile; ``evaluation`` is what stands now."""

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__(
            _("A colleague has saved another text meanwhile. Yours is below and not lost; bring the two together.")
        )
        self.evaluation = evaluation


def find(unit: Unit, first: date) -> Evaluation | None:
    """The evaluation of a unit and quarter; None before its first word."""
    return Evaluation.objects.select_related("unit", "sent_by").filter(unit=unit, first=first).first()


def present_lines(unit: Unit, first: date) -> list[Line]:
    """The unit's figures of the quarter as they are now."""
    return lines_of([unit], Every.QUARTER, Evaluation(unit=unit, first=first).period)[unit.pk]


@transaction.atomic
def write(unit: Unit, first: date, texts: Mapping[str, str], version: int, by: User) -> Evaluation:
    """Keep the texts. Raises ``PermissionDenied`` with a sentence for whoever may not, ``Overtaken`` where ``version``
    is not the one that stands."""
    demand(asked.refusal(unit, first, timezone.now()))
    evaluation, _made = Evaluation.objects.select_for_update().get_or_create(unit=unit, first=first)
    demand(EvaluationRules(unit, evaluation, by).why_not_write())
    if evaluation.version != version:
        raise Overtaken(evaluation)
    for name in TEXTS:
        setattr(evaluation, name, normalise(texts.get(name, "")).strip())
    evaluation.version += 1
    evaluation.save()
    return evaluation


@transaction.atomic
def send(unit: Unit, first: date, by: User) -> Evaluation:
    """Hand it in to the office. Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` while it does not
    say what fell short and what will be done."""
    demand(asked.refusal(unit, first, timezone.now()))
    evaluation = Evaluation.objects.select_for_update(of=("self",)).filter(unit=unit, first=first).first()
    demand(EvaluationRules(unit, evaluation, by).why_not_send())
    if evaluation is None or not (evaluation.shortcomings and evaluation.remedies):
        raise ValidationError(
            _("Write what fell short and what you will do about it first; where nothing fell short, say so.")
        )
    evaluation.lines = [line.stored() for line in present_lines(unit, first)]
    evaluation.unit_name = name_on(unit, evaluation.period.last)
    evaluation.digest = digest_of(evaluation)
    evaluation.state, evaluation.sent_by, evaluation.sent_at = State.SENT, by, timezone.now()
    evaluation.first_sent_at = evaluation.first_sent_at or evaluation.sent_at
    evaluation.version += 1
    evaluation.save()
    step(evaluation, Act.SENT, by)
    telling.handed_in(evaluation)
    return evaluation


def digest_of(evaluation: Evaluation) -> str:
    """SHA-256 over what is sent: unit, quarter, texts and figures."""
    return digesting.digest(
        unit=evaluation.unit_id,
        name=evaluation.unit_name,
        first=evaluation.first.isoformat(),
        texts=evaluation.texts,
        lines=evaluation.lines,
    )


def is_intact(evaluation: Evaluation) -> bool:
    """Whether what was sent still has the digest of that moment."""
    return not evaluation.digest or digest_of(evaluation) == evaluation.digest


def step(evaluation: Evaluation, act: Act, by: User, said: str = "") -> EvaluationStep:
    """Note what was done, here and in the record."""
    made = EvaluationStep.objects.create(evaluation=evaluation, act=act, by=by, said=said, digest=evaluation.digest)
    note(
        Verb.EVALUATION,
        evaluation,
        by,
        text_digest=evaluation.digest,
        act=str(act.label),
        period=evaluation.label,
        reason=said,
    )
    return made
