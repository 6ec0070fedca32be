"""The closed months of a demonstration, each closed in its night, and a figure corrected (LD-6.1a)."""

from __future__ import annotations

from datetime import datetime, timedelta

import time_machine

from units import people
from units.duties.spans import Every
from units.models import Capability, ClosedPeriod
from units.periods import closing, correcting
from units.periods.correcting import Change
from units.periods.models import ALL_SECTIONS, Ground

EXPLANATION = "Một tin được gửi hai lần với hai tiêu đề khác nhau; đơn vị đã xác nhận."


def close(now: datetime) -> None:
    """Close every period that is over, each in its night, and correct one figure of the last month."""
    for one in list(closing.due(now)):
        night = one.period.ends_at + 2 * closing.GRACE
        with time_machine.travel(night, tick=False):
            closing.close(one, night)
    month = ClosedPeriod.objects.of_span(Every.MONTH).first()
    if month is not None:
        _correct(month, now)


def _correct(month: ClosedPeriod, now: datetime) -> None:
    figure = max(
        (figure for line in month.lines.all() for figure in line.figures.filter(section=ALL_SECTIONS)),
        key=lambda figure: (figure.count, -figure.pk),
        default=None,
    )
    if figure is None:
        return
    morning = min(month.period.ends_at + timedelta(days=2, hours=9), now)
    with time_machine.travel(morning, tick=False):
        office = people.with_capability(Capability.REGISTER)[0]
        change = Change(figure.line, figure.kind, ALL_SECTIONS, -1, Ground.COUNTED_TWICE, EXPLANATION)
        correcting.correct(month, change, office)
