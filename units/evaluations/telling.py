"""Who is told of an evaluation, in which words: the unit's leader, the office, the Standing Committee (LD-7.3b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from units import people
from units.duties import spans
from units.duties.spans import Every
from units.duties.telling import leaders, office
from units.evaluations.models import Evaluation
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User


def address(unit: Unit, first: date) -> str:
    """Where a unit's evaluation of a quarter is."""
    return reverse("evaluations:evaluation", args=[unit.code, first.year, spans.number_of(Every.QUARTER, first)])


def board_address(first: date) -> str:
    """Where all units' evaluations of a quarter are listed."""
    return f"{reverse('evaluations:index')}?year={first.year}&number={spans.number_of(Every.QUARTER, first)}"


def handed_in(evaluation: Evaluation) -> list[Message]:
    """Tell the office what has come."""
    sentence = _("%(unit)s has sent its evaluation of %(period)s.")
    return _tell(evaluation, office(), Kind.WAITING, sentence)


def accepted(evaluation: Evaluation) -> list[Message]:
    """Tell those who approve what waits for them, and the unit's leader how far it has come."""
    committee = list(people.with_capability(Capability.DECIDE))
    waiting = _("The evaluation of %(unit)s of %(period)s has been accepted by the office and waits for you.")
    told = _("The office has accepted the evaluation of %(unit)s of %(period)s.")
    return _tell(evaluation, committee, Kind.WAITING, waiting) + _tell(
        evaluation, leaders(evaluation.unit), Kind.TOLD, told
    )


def returned(evaluation: Evaluation, reason: str) -> list[Message]:
    """Tell the unit's leader and whoever sent it that there is something to change."""
    sentence = _("The evaluation of %(unit)s of %(period)s has been returned: %(reason)s")
    return _tell(evaluation, _of_unit(evaluation), Kind.RETURNED, sentence, reason)


def approved(evaluation: Evaluation) -> list[Message]:
    """Tell the unit's leader and the office."""
    sentence = _("The evaluation of %(unit)s of %(period)s has been approved.")
    return _tell(evaluation, [*_of_unit(evaluation), *office()], Kind.APPROVED, sentence)


def _of_unit(evaluation: Evaluation) -> list[User]:
    sender = [evaluation.sent_by] if evaluation.sent_by is not None else []
    return [*leaders(evaluation.unit), *sender]


def _tell(evaluation: Evaluation, whom: list[User], kind: Kind, sentence: str, reason: str = "") -> list[Message]:
    values = {"unit": evaluation.unit.label, "period": evaluation.label, "reason": reason}
    return tell(whom, kind, sentence % values, address(evaluation.unit, evaluation.first), item=evaluation)
