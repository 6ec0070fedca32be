"""What a report is asked, by whom: every query of a report begins here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from units.contributions.readers import Reach
from units.contributions.selection import Selection
from units.models.register import Unit
from units.reports.prints import issuer_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Asked:
    """Who asks what, when, and whose figures they may see."""

    user: User
    reach: Reach
    selection: Selection
    now: datetime

    @property
    def unit_ids(self) -> list[int] | None:
        """The units that are asked about; None for all."""
        if self.selection.unit is not None:
            return [self.selection.unit.pk]
        return None if self.reach.everything else [unit.pk for unit in self.reach.units]

    def of_units(self, facts: Any, field: str = "unit") -> Any:
        """Those of ``facts`` that belong to the units that are asked about."""
        ids = self.unit_ids
        return facts if ids is None else facts.filter(**{f"{field}__in": ids})

    @property
    def issuer(self) -> Unit | None:
        """The unit in whose name a paper about this goes out."""
        return issuer_of(self.reach, self.selection.unit)
