"""What becomes of a sent evaluation: the office accepts or returns it, the Standing Committee approves (LD-7.3b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units.evaluations import telling
from units.evaluations.models import Act, Evaluation, State
from units.evaluations.rules import EvaluationRules
from units.evaluations.writing import step
from units.guarding import demand

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def give_back(pk: int, reason: str, by: User) -> Evaluation:
    """Return it to the unit with a reason. Raises ``PermissionDenied`` for whoever may not and without a reason."""
    evaluation = _locked(pk)
    demand(EvaluationRules(evaluation.unit, evaluation, by).why_not_return())
    reason = normalise(reason).strip()
    if not reason:
        demand(_("Say why it is returned, so that the unit knows what to change."))
    _move(evaluation, State.RETURNED)
    step(evaluation, Act.RETURNED, by, reason)
    telling.returned(evaluation, reason)
    return evaluation


@transaction.atomic
def accept(pk: int, by: User) -> Evaluation:
    """Accept it and put it before the Standing Committee. Raises ``PermissionDenied`` for whoever may not."""
    evaluation = _locked(pk)
    demand(EvaluationRules(evaluation.unit, evaluation, by).why_not_accept())
    _move(evaluation, State.ACCEPTED)
    step(evaluation, Act.ACCEPTED, by)
    telling.accepted(evaluation)
    return evaluation


@transaction.atomic
def approve(pk: int, by: User) -> Evaluation:
    """Approve it; nothing of it changes any more. Raises ``PermissionDenied`` for whoever may not."""
    evaluation = _locked(pk)
    demand(EvaluationRules(evaluation.unit, evaluation, by).why_not_approve())
    _move(evaluation, State.APPROVED)
    step(evaluation, Act.APPROVED, by)
    telling.approved(evaluation)
    return evaluation


def _locked(pk: int) -> Evaluation:
    return Evaluation.objects.select_related("unit").select_for_update(of=("self",)).get(pk=pk)


def _move(evaluation: Evaluation, state: State) -> None:
    evaluation.state = state
    evaluation.version += 1
    evaluation.save(update_fields=["state", "version"])
