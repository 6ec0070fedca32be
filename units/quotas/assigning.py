"""The one door by which quotas are assigned, typed or imported: all of a decision's entries or none (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units import calendar
from units.calendar import Period
from units.models.register import Unit
from units.quotas import rules
from units.quotas.models import Quota, QuotaDecision
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 500


@dataclass(frozen=True)
class Ground:
    """The decision that quotas rest on."""

    number: str
    decided_on: date


@dataclass(frozen=True)
class Assignment:
    """One quota as it was typed or read; kind is empty for every kind together."""

    unit: Unit
    kind: str
    span: str
    period: Period
    number: int

    @property
    def cell(self) -> tuple[int, str, str, date]:
        """What no decision may say twice."""
        return self.unit.pk, self.kind, self.span, self.period.first


@transaction.atomic
def assign(ground: Ground, assignments: Sequence[Assignment], by: User) -> QuotaDecision:
    """Enter a decision with all its quotas; where an earlier one speaks of the same, the later decision holds.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` for a decision to come or without a number, for
    nothing assigned, for a period that is over and for the same unit, kind and period twice.
    """
    why = rules.refusal(by)
    if why is not None:
        raise PermissionDenied(why)
    number = normalise(ground.number).strip()
    if not number or not assignments:
        raise ValidationError(_("Give the number of the decision and at least one quota."))
    if ground.decided_on > calendar.today():
        raise ValidationError(_("The decision has not been taken yet; enter its day when it has."))
    for span, first in {(each.span, each.period.first) for each in assignments}:
        if (sentence := rules.refusal_of_period(span, first)) is not None:
            raise ValidationError(sentence)
    if len({each.cell for each in assignments}) < len(assignments):
        raise ValidationError(_("A unit, kind and period is named twice; leave one of the two."))
    decision = QuotaDecision.objects.create(number=number, decided_on=ground.decided_on, by=by)
    Quota.objects.bulk_create(
        [
            Quota(
                decision=decision,
                unit=each.unit,
                kind=each.kind,
                span=each.span,
                first=each.period.first,
                number=each.number,
            )
            for each in assignments
        ],
        batch_size=BATCH,
    )
    units = {each.unit.pk for each in assignments}
    note(Verb.QUOTA_ASSIGNED, decision, by, decision=number, quotas=len(assignments), units=len(units))
    return decision
