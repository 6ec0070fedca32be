"""Judging a period once it is over: one verdict a unit, stored for good; a later one is never silent (ND-9.5).

What counts is what counted at the last instant of the period, however late the command runs; what is withdrawn after
that changes no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from units.calendar import Period
from units.contributions.figures import name_on
from units.duties import binding, spans, telling
from units.duties.models import Duty, DutySettlement, DutyVerdict, State
from units.duties.reckoning import Standing, Term, reckon, state_of
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

#: So long after its end a period is left alone: what went public in its last second has its row in the ledger by then.
GRACE = timedelta(hours=1)


def due(now: datetime) -> Iterator[Term]:
    """Every period that is over and not judged yet, oldest first, of every duty that held on all of its days."""
    for duty in Duty.objects.for_display():
        settled = set(duty.settlements.values_list("first", flat=True))
        period = spans.period_of(duty.span, duty.valid_from)
        while period.ends_at + GRACE <= now:
            if duty.covers(period) and period.first not in settled:
                yield duty, period
            period = spans.following(duty.span, period)


@transaction.atomic
def settle(duty: Duty, period: Period, now: datetime) -> list[DutyVerdict] | None:
    """Judge all units of one period in one go and tell of the shortfall; None where somebody was faster.

    It is one transaction: interrupted, it leaves nothing, and the next run does it again.
    """
    duty = lock(duty)
    if DutySettlement.objects.filter(duty=duty, first=period.first).exists():
        return None
    settlement = DutySettlement.objects.create(duty=duty, first=period.first, at=now)
    # Only the end of the period matters: run a month late, the verdicts are the same.
    standings = reckon([(duty, period)], max(now, period.ends_at))
    verdicts = DutyVerdict.objects.bulk_create(
        DutyVerdict(settlement=settlement, **_facts(standing), made_at=now) for standing in standings
    )
    by_state = {state: [each.unit_name for each in verdicts if each.state == state] for state in State}
    note(
        Verb.JUDGED,
        duty,
        unit=duty.unit,
        period=duty.label(period),
        fulfilled=by_state[State.FULFILLED],
        missed=by_state[State.MISSED],
        excused=by_state[State.EXCUSED],
    )
    telling.shortfall(duty, period, [verdict for verdict in verdicts if verdict.state == State.MISSED])
    return verdicts


def lock(duty: Duty) -> Duty:
    """``duty`` as it is now, nobody else's until the transaction ends."""
    return Duty.objects.for_display().select_for_update(of=("self",)).get(pk=duty.pk)


def standing_verdict(duty: Duty, unit_id: int, period: Period) -> DutyVerdict | None:
    """The verdict that stands about a unit in a period; None before it is judged or where the duty passed it by."""
    found = DutyVerdict.objects.standing().filter(settlement__duty=duty, settlement__first=period.first, unit=unit_id)
    return found.select_related("settlement__duty", "unit").first()


def weigh_excuse(verdict: DutyVerdict, excused: bool, by: User, reason: str) -> DutyVerdict | None:
    """Let an excuse that was given or ended after the period change its verdict; None where it changes nothing."""
    binds = verdict.state != State.NOT_BOUND
    state = state_of(binds, verdict.counted, verdict.required, excused, is_over=True)
    return None if state == verdict.state else replace(verdict, by, reason, state=state)


def judge_again(duty: Duty, period: Period, now: datetime, reason: str, by: User | None = None) -> list[DutyVerdict]:
    """Work out a judged period anew from the register and the ledger of today; the new verdicts where they differ.

    For repair alone, such as after a mistake in the register. Raises ``ValueError`` for a period that is not judged yet
    and without a reason.
    """
    if not reason.strip():
        raise ValueError(_("Give the reason; it is kept in the record."))
    with transaction.atomic():
        duty = lock(duty)
        settlement = DutySettlement.objects.filter(duty=duty, first=period.first).first()
        if settlement is None:
            raise ValueError(_("This period has not been judged yet, so there is nothing to repair."))
        before = {each.unit_id: each for each in settlement.verdicts.standing().select_related("settlement__duty")}
        changed = []
        for standing in reckon([(duty, period)], now):
            facts, old = _facts(standing), before.get(standing.unit.pk)
            if old is None:
                changed.append(_write(settlement, by, reason, facts))
            elif (old.state, old.items) != (facts["state"], facts["items"]):
                changed.append(replace(old, by, reason, **facts))
        return changed


def replace(old: DutyVerdict, by: User | None, reason: str, **facts: Any) -> DutyVerdict:
    """Put another verdict in the place of ``old``, keeping what ``facts`` do not say anew; record it and tell of it."""
    kept = ("unit", "unit_name", "kind_name", "state", "why", "why_on", "required", "items")
    return _write(old.settlement, by, reason, {**{name: getattr(old, name) for name in kept}, **facts}, old)


def _write(
    settlement: DutySettlement, by: User | None, reason: str, facts: dict[str, Any], old: DutyVerdict | None = None
) -> DutyVerdict:
    made = DutyVerdict.objects.create(
        settlement=settlement, replaces=old, made_by=by, reason=reason.strip(), made_at=timezone.now(), **facts
    )
    note(
        Verb.JUDGED_AGAIN,
        settlement.duty,
        by,
        unit=made.unit,
        period=settlement.duty.label(settlement.period),
        before=str(old.get_state_display()) if old else "",
        after=str(made.get_state_display()),
        reason=made.reason,
    )
    telling.judged_again(made, by)
    return made


def _facts(standing: Standing) -> dict[str, Any]:
    last = standing.period.last
    return {
        "unit": standing.unit,
        "unit_name": name_on(standing.unit, last),
        "kind_name": binding.kind_on(standing.unit, last),
        "state": standing.state.value,
        "why": standing.tie.why,
        "why_on": standing.tie.on,
        "required": standing.duty.minimum,
        "items": standing.items,
    }


def settle_all(now: datetime) -> Iterator[tuple[Duty, Period, Sequence[DutyVerdict]]]:
    """Judge whatever is due, a transaction each; missed nights are made up for."""
    for duty, period in list(due(now)):
        verdicts = settle(duty, period, now)
        if verdicts is not None:
            yield duty, period, verdicts
