"""The quotas of a demonstration: one decision of the committee, entered by the office on its day (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Iterator

from units import calendar, people
from units.demonstrating import Clock, Scene, Step
from units.duties import spans
from units.duties.spans import Every
from units.models import Capability, Unit
from units.quotas import assigning
from units.quotas.assigning import Assignment, Ground
from units.quotas.models import ANY_KIND

#: When the decision was taken, and for how many months from then on it says something.
DECIDED_DAYS_AGO, MONTHS = 175, 8
DECISION = "Nghị quyết số 05-NQ/BTV (trình diễn)"


def part(scene: Scene) -> Iterator[Step]:
    """The committee's decision on quotas, entered by the office on its day."""
    yield Step(scene.moment(DECIDED_DAYS_AGO), DECISION, _assign)


def _assign(clock: Clock) -> None:
    today = calendar.today()
    months = [spans.period_of(Every.MONTH, today)]
    while len(months) < MONTHS:
        months.append(spans.following(Every.MONTH, months[-1]))
    units = Unit.objects.active().in_protocol_order()
    wanted = [
        Assignment(unit, ANY_KIND, Every.MONTH.value, month, 1 + place % 3)
        for place, unit in enumerate(units)
        for month in months
    ]
    office = people.with_capability(Capability.REGISTER)[0]
    assigning.assign(Ground(DECISION, today), wanted, office)
