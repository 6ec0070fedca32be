"""What presets say of networks: from where the portal is open, and which networks are ours (LD-1.2a)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from operations.networks.models import Network, NetworkPolicy, Reach
from operations.networks.ranges import read_ranges
from units.presets import Entries, Fault, Journal, Table, register
from units.presets.schema import OneOf, Unique


@dataclass(frozen=True)
class ReachEntry:
    """From where the portal is open."""

    reach: Annotated[str, OneOf(tuple(Reach.values))]
    clause: str


@dataclass(frozen=True)
class NetworkEntry:
    """A network of ours."""

    name: Annotated[str, Unique()]
    ranges: tuple[str, ...]
    clause: str


def lay_reach(entries: Sequence[ReachEntry], journal: Journal) -> None:
    """The decision, where there is none yet."""
    for entry in entries:
        policy, made = NetworkPolicy.objects.get_or_create(
            pk=NetworkPolicy.ONLY, defaults={"reach": entry.reach, "decision": entry.clause}
        )
        if made:
            journal.make(_("From where the portal is open"), str(policy))
        journal.compare(_("From where the portal is open"), "reach", {_("the portal is"): (policy.reach, entry.reach)})


def lay_networks(entries: Sequence[NetworkEntry], journal: Journal) -> None:
    """Networks that are missing; the administrator narrows them to those that there really are."""
    for entry in entries:
        ranges = "\n".join(entry.ranges)
        network, made = Network.objects.get_or_create(
            name=entry.name, defaults={"ranges": ranges, "decision": entry.clause}
        )
        if made:
            journal.make(_("Network"), entry.name)
        journal.compare(_("Network"), entry.name, {_("ranges of addresses"): (network.ranges, ranges)})


def check_networks(entries: Entries) -> Iterator[Fault]:
    """Every line is a range, and a portal that is closed to others is open to somebody."""
    networks: Sequence[NetworkEntry] = entries["networks"]
    for number, entry in enumerate(networks):
        try:
            read_ranges("\n".join(entry.ranges))
        except ValidationError as mistakes:
            for sentence in mistakes.messages:
                yield Fault(("networks", number, "ranges"), ", ".join(entry.ranges), sentence)
    for entry in entries["reach"]:
        if entry.reach != Reach.PUBLIC and not networks:
            yield Fault(("reach", "reach"), f"“{entry.reach}”", _("at least one [[networks]], or “public”"))


register(Table("reach", ReachEntry, lay_reach, order=100, many=False, compulsory=False))
register(
    Table(
        "networks",
        NetworkEntry,
        lay_networks,
        order=101,
        check=check_networks,
        needs=("reach",),
        compulsory=False,
    )
)
