"""From where a leader looks: at one unit that they lead, or at all of them (ND-9.2, LD-6.1c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from units import people
from units.approval.audiences import LEADER
from units.contributions.models import ContributionQuerySet
from units.contributions.readers import Reach
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

#: How the chair above all units is called in an address.
ALL = "tat-ca"


@dataclass(frozen=True)
class Chair:
    """Who looks, at which units, and when; ``unit`` is None for whoever looks at all of them."""

    user: User
    reach: Reach
    unit: Unit | None
    now: datetime

    @property
    def code(self) -> str:
        """What it is called in an address."""
        return self.unit.code if self.unit else ALL

    @property
    def name(self) -> str:
        """What it is called on the screen."""
        return self.unit.name if self.unit else _("All units")

    def rows(self) -> ContributionQuerySet:
        """The rows of the ledger that are looked at."""
        return self.reach.rows()


def may_sit(user: User) -> bool:
    """Whether there is a leader's page for ``user``; no query where the request has asked for memberships."""
    return people.has_capability(user, Capability.REPORTS) or bool(_led(user))


def chairs_of(user: User) -> list[Chair]:
    """The chairs of ``user``: above all units with the capability "reports", then each unit that they lead."""
    now = timezone.now()
    above = people.has_capability(user, Capability.REPORTS)
    every = Unit.objects.in_protocol_order().prefetch_related("former_names")
    units = list(every if above else every.filter(pk__in=_led(user)))
    led = [unit for unit in units if unit.pk in _led(user)]
    chairs = [Chair(user, Reach(True, tuple(units)), None, now)] if above else []
    return chairs + [Chair(user, Reach(False, (unit,)), unit, now) for unit in led]


def refusal(user: User) -> str | None:
    """Why there is no leader's page for ``user``; None where there is one."""
    if may_sit(user):
        return None
    return _(
        "This page is for whoever leads a unit and for those who follow all units. What waits for you is in My work."
    )


def _led(user: User) -> set[int]:
    return {held.unit_id for held in people.held_by(user) if held.unit_id and held.role.code == LEADER}
