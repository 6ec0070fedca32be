"""Who sees whose figures: a unit's people their own unit's, holders of the capability everybody's (LD-6.1a)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from units.calendar import Period
from units.contributions.models import Contribution, ContributionQuerySet, FiledSection
from units.models import Capability, Unit
from units.people import has_capability, held_by, units_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Reach:
    """The units whose figures one person may see, in protocol order; every query of a report starts here."""

    everything: bool
    units: tuple[Unit, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the person may see no report at all."""
        return not self.everything and not self.units

    def rows(self) -> ContributionQuerySet:
        """The rows of the ledger that the person may see, and no others."""
        rows: ContributionQuerySet = Contribution.objects.all()
        return rows if self.everything else rows.filter(unit__in=[unit.pk for unit in self.units])

    def sections(self, period: Period) -> set[str]:
        """The titles of the sections that these units had something filed in, in the months of ``period``."""
        filed = FiledSection.objects.all()
        if not self.everything:
            filed = filed.filter(unit__in=[unit.pk for unit in self.units])
        return filed.titles(period)


def reach_of(user: User) -> Reach:
    """What ``user`` may see today, whichever way a view, an export or a command asks."""
    everything = has_capability(user, Capability.REPORTS)
    units = Unit.objects.all() if everything else units_of(user)
    ordered = units.in_protocol_order().prefetch_related("former_names")
    return Reach(everything, tuple(ordered))


def may_see_reports(user: User) -> bool:
    """Whether ``user`` sees anybody's figures."""
    return has_capability(user, Capability.REPORTS) or any(held.unit for held in held_by(user))
