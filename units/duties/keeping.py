"""The verbs of the register of duties: enter and end a duty, excuse a unit, end an excuse; none deletes (ND-9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from units.calendar import Period
from units.contributions.periods import day_text
from units.duties import rules, settling
from units.duties.models import Duty, DutyExcuse
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Ground:
    """What an excuse rests on: the number and the day of the decision, and why."""

    decision: str
    decided_on: date
    reason: str


@transaction.atomic
def enter(duty: Duty, by: User) -> Duty:
    """Put a new duty into the register.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and for a beginning that is refused.
    """
    _require(rules.refusal(by) or rules.refusal_of_beginning(duty.span, duty.valid_from))
    duty.save()
    note(
        Verb.DUTY_CHANGED,
        duty,
        by,
        unit=duty.unit,
        what=f"{duty.who}: {duty.what}, {duty.get_span_display()}",
        since=day_text(duty.valid_from),
        until=day_text(duty.valid_to),
        decision=duty.decision,
    )
    return duty


@transaction.atomic
def end(duty: Duty, last: date, decision: str, by: User) -> Duty:
    """Let ``duty`` end with ``last``; a period that it then no longer covers to its end is not judged.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and for a day that is refused.
    """
    duty = settling.lock(duty)
    _require(rules.refusal(by) or rules.refusal_of_end(duty, last))
    duty.valid_to = last
    duty.save(update_fields=["valid_to"])
    note(Verb.DUTY_CHANGED, duty, by, unit=duty.unit, until=day_text(last), decision=decision)
    return duty


@transaction.atomic
def excuse(duty: Duty, unit: Unit, period: Period, ground: Ground, by: User) -> DutyExcuse:
    """Excuse ``unit`` for one period; where that has been judged already, another verdict replaces the first, openly.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and where there is nothing to excuse.
    """
    duty = settling.lock(duty)
    _require(rules.refusal(by) or rules.refusal_of_excuse(duty, unit, period))
    made = DutyExcuse.objects.create(duty=duty, unit=unit, first=period.first, by=by, **vars(ground))
    label = duty.label(period)
    note(Verb.EXCUSED, duty, by, unit=unit, period=label, decision=ground.decision, reason=ground.reason)
    verdict = settling.standing_verdict(duty, unit.pk, period)
    if verdict is not None:
        reason = _("Excused afterwards by %(decision)s: %(reason)s") % vars(ground)
        settling.weigh_excuse(verdict, True, by, reason)
    return made


@transaction.atomic
def end_excuse(made: DutyExcuse, reason: str, by: User) -> DutyExcuse:
    """End an excuse that should not have been given; where its period has been judged, the verdict is weighed anew.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and where it has ended already.
    """
    duty = settling.lock(made.duty)
    made = DutyExcuse.objects.select_related("unit", "duty").get(pk=made.pk)
    _require(rules.refusal(by) or (_("This excuse has ended already.") if made.ended_at is not None else None))
    made.ended_by, made.ended_at, made.end_reason = by, timezone.now(), reason
    made.save(update_fields=["ended_by", "ended_at", "end_reason"])
    label = duty.label(made.period)
    note(Verb.EXCUSE_ENDED, duty, by, unit=made.unit, period=label, decision=made.decision, reason=reason)
    verdict = settling.standing_verdict(duty, made.unit_id, made.period)
    if verdict is not None:
        settling.weigh_excuse(verdict, False, by, _("The excuse was ended: %(reason)s") % {"reason": reason})
    return made


def _require(sentence: str | None) -> None:
    if sentence is not None:
        raise PermissionDenied(sentence)
