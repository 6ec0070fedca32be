"""What the last month of a demonstration is paid: a table adopted, a sheet drawn up and reviewed (LD-6.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import time_machine

from units import calendar, people
from units.approval.checklist import Grade
from units.contributions import countable
from units.duties.spans import Every
from units.models import Capability, ClosedPeriod, PayTable
from units.remuneration import keeping

DECISION = "Quyết định số 12-QĐ/VP (trình diễn)"
#: A tenth of the base salary of July 2024.
UNIT_VALUE = 234_000
SHORT, LONG = Decimal(1), Decimal(3)
#: What each quality makes of a coefficient, in per cent; an item that nobody graded is taken for fair.
WORTH = {"": 100, Grade.EXCELLENT: 150, Grade.GOOD: 120, Grade.FAIR: 100, Grade.ACCEPTABLE: 80}


def pay(now: datetime) -> None:
    """Adopt a table for the last closed month, draw up its sheet and have it reviewed; a third person may approve."""
    month = ClosedPeriod.objects.of_span(Every.MONTH).first()
    if month is None:
        return
    with time_machine.travel(min(month.period.ends_at + timedelta(days=4, hours=9), now), tick=False):
        office = people.with_capability(Capability.REGISTER)[0]
        table = PayTable(
            decision=DECISION,
            decided_on=calendar.today(),
            valid_from=month.first,
            unit_value=UNIT_VALUE,
            control_percent=15,
        )
        keeping.adopt(table, _rates(), office)
        sheet = keeping.draw_up(month, office)
        reviewer = people.with_capability(Capability.REPORTS).exclude(pk=office.pk).first()
        if reviewer is not None:
            keeping.review(sheet, reviewer)


def _rates() -> dict[tuple[str, str], Decimal]:
    """News and events are worth a unit, everything else three, more or less by quality."""
    return {
        (kind, str(grade)): (SHORT if kind in {"news", "event"} else LONG) * percent / 100
        for kind in countable.kinds()
        for grade, percent in WORTH.items()
    }
