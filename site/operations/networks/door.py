"""The rule: which address may reach which path. One question for every request, whatever answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse

from operations.networks.models import Network, NetworkPolicy, Reach
from operations.networks.ranges import Range
from units import calendar
from units.visitors.addresses import Address

KEPT = "networks:door"
#: Of the static files, what readers' pages load; all else belongs to the administration.
READERS_STATIC = ("portal/css/portal.", "portal/js/portal.", "portal/js/ask.", "portal/fonts/", "portal/img/")


@dataclass(frozen=True)
class Door:
    """From where the portal is open on one day."""

    reach: str = Reach.PUBLIC
    inside: tuple[Range, ...] = ()

    def is_inside(self, address: Address | None) -> bool:
        """Whether ``address`` lies in one of our networks; one that nobody vouches for does not."""
        return address is not None and any(address in network for network in self.inside)

    def admits(self, address: Address | None, path: str) -> bool:
        """Whether whoever asks from ``address`` may have what stands at ``path``, or may not even learn about it."""
        if self.reach == Reach.PUBLIC or self.is_inside(address):
            return True
        return self.reach == Reach.READING and not is_for_staff(path)

    def admits_sessions(self, address: Address | None) -> bool:
        """Whether whoever asks from ``address`` may be signed in, with a session that was begun inside as well."""
        return self.reach == Reach.PUBLIC or self.is_inside(address)


def is_for_staff(path: str) -> bool:
    """Whether ``path`` belongs to signing in, editing or exchange: the administration, its files, Wagtail's sign-in."""
    if path.startswith(settings.STATIC_URL):
        return not path.removeprefix(settings.STATIC_URL).startswith(READERS_STATIC)
    # With a slash: a redirect to an address would tell that there is one.
    return f"{path}/".startswith((reverse("wagtailadmin_home"), reverse("wagtailcore_login")))


def door_on(day: date, policy: NetworkPolicy, networks: Iterable[Network]) -> Door:
    """The door that ``policy`` and ``networks`` make on ``day``."""
    ranges = [found for network in networks if network.holds_on(day) for found in network.as_ranges()]
    return Door(policy.reach, tuple(ranges))


def door_now() -> Door:
    """The door of today, asked of the database every few seconds in each process and not for each request."""
    kept: Door | None = caches["process"].get(KEPT)
    if kept is None:
        kept = door_on(calendar.today(), NetworkPolicy.now(), Network.objects.in_force())
        caches["process"].set(KEPT, kept)
    return kept


def forget(**_signal: Any) -> None:
    """Receiver: what was just changed holds at once in this process, in the others after a few seconds."""
    caches["process"].delete(KEPT)


def locked_out_from(address: Address | None, policy: NetworkPolicy, networks: Iterable[Network]) -> date | None:
    """The first day from today on which ``address`` could not sign in any more; None if there is none.

    Only on the days on which a network begins or has ended can the answer change.
    """
    networks = list(networks)
    today = calendar.today()
    days = {today}
    days |= {network.valid_from for network in networks}
    days |= {network.valid_to + timedelta(days=1) for network in networks if network.valid_to}
    for day in sorted(day for day in days if day >= today):
        if not door_on(day, policy, networks).admits_sessions(address):
            return day
    return None
