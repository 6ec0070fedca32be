"""What happens to a unit in the register: it gets another name or kind and it ends; it is never deleted (N-7)."""

from __future__ import annotations

from datetime import date, timedelta

from units import calendar
from units.models import FormerKind, FormerName, Unit

DECISION_LENGTH = 200


def name_held_since(unit: Unit) -> date:
    """The first day of the name that ``unit`` bears now."""
    last = unit.former_names.order_by("-valid_to").first()
    return last.valid_to + timedelta(days=1) if last else unit.valid_from


def record_former_name(unit: Unit, former: str, renamed_on: date, decision: str) -> FormerName:
    """Note that ``unit`` was called ``former`` until the day before ``renamed_on``, so that history keeps the name."""
    return FormerName.objects.create(
        unit=unit,
        name=former,
        valid_from=name_held_since(unit),
        valid_to=renamed_on - timedelta(days=1),
        decision=decision,
    )


def with_decision(decisions: str, decision: str) -> str:
    """The decisions a unit rests on, with one more; at most 200 characters, of which the newest are kept."""
    joined = "; ".join(filter(None, [decisions, decision]))
    return joined if len(joined) <= DECISION_LENGTH else decision


def record_former_kind(unit: Unit) -> None:
    """Before ``unit`` is saved with another kind, note until which day it was of the one before (ND-1.2a).

    The new kind counts from the day on which it is entered; one that held for no whole day leaves no trace.
    """
    before = Unit.objects.filter(pk=unit.pk).values_list("kind", flat=True).first() if unit.pk else None
    if before is None or before == unit.kind_id:
        return
    last = unit.former_kinds.order_by("-valid_to").first()
    since = last.valid_to + timedelta(days=1) if last else unit.valid_from
    yesterday = calendar.today() - timedelta(days=1)
    if since <= yesterday:
        FormerKind.objects.create(unit=unit, kind_id=before, valid_to=yesterday)
    elif last is not None and last.kind_id == unit.kind_id:
        last.delete()
