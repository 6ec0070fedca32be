"""What happens to a unit in the register: it is renamed and it ends, each by a decision; it is never deleted (N-7)."""

from __future__ import annotations

from datetime import date, timedelta

from units.models import FormerName, Unit

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
