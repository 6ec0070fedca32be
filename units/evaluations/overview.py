"""How far every unit has come with a quarter: sent, accepted, approved, overdue, missing (LD-7.3b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from units.contributions.figures import name_on
from units.evaluations import asked, telling
from units.evaluations.asked import Quarter
from units.evaluations.models import HANDED_IN, Evaluation
from units.models.register import Unit


@dataclass(frozen=True)
class Row:
    """One unit and its evaluation, None before its first word."""

    unit: Unit
    quarter: Quarter
    evaluation: Evaluation | None
    now: datetime

    @property
    def name(self) -> str:
        """The unit's name of the last day of the quarter."""
        return name_on(self.unit, self.quarter.period.last)

    @property
    def url(self) -> str:
        """Where the evaluation is."""
        return telling.address(self.unit, self.quarter.first)

    @property
    def is_handed_in(self) -> bool:
        """Whether the unit has done its part."""
        return self.evaluation is not None and self.evaluation.state in HANDED_IN

    @property
    def is_overdue(self) -> bool:
        """Whether the unit should have sent it by now."""
        return not self.is_handed_in and self.quarter.is_overdue(self.now)

    @property
    def was_late(self) -> bool:
        """Whether it was first sent after the due day."""
        return self.evaluation is not None and self.quarter.was_late(self.evaluation.first_sent_at)


def rows(quarter: Quarter, now: datetime, units: Iterable[Unit] | None = None) -> list[Row]:
    """A row for every unit of which the evaluation is asked, or for those of ``units`` among them; three queries."""
    seen = None if units is None else {unit.pk for unit in units}
    found = {each.unit_id: each for each in Evaluation.objects.of_quarter(quarter.first).select_related("sent_by")}
    return [
        Row(unit, quarter, found.get(unit.pk), now)
        for unit in asked.units_of(quarter)
        if seen is None or unit.pk in seen
    ]
