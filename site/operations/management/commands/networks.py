"""``manage.py networks``: from where the portal is open, whether an address is inside, and a way back in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from operations.networks.door import door_now, forget
from operations.networks.models import Network, NetworkPolicy, Reach
from units.record.noting import note
from units.record.verbs import Verb
from units.visitors.addresses import parsed


class Command(BaseCommand):
    """Shows or changes from where the portal is open; for whoever locked themselves out (LD-1.2a)."""

    help = _("Show from where the portal is open, ask about an address, or open the portal again.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        tasks.add_parser("show", help=_("The decision and the networks that hold today."))
        ask = tasks.add_parser("ask", help=_("What an address may reach."))
        ask.add_argument("address", help=_("An address, such as 10.10.1.7."))
        change = tasks.add_parser("set", help=_("Change from where the portal is open; noted in the record."))
        change.add_argument("reach", choices=Reach.values)
        change.add_argument("--reason", required=True, help=_("Why; it stands in the record."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked. Raises ``CommandError`` for what is no address."""
        getattr(self, f"_{options['task']}")(options)

    def _show(self, options: dict[str, Any]) -> None:
        self.stdout.write(_("The portal is %(reach)s.") % {"reach": NetworkPolicy.now()})
        for network in Network.objects.in_force():
            self.stdout.write(f"{network.name}: {', '.join(network.ranges.split())}")

    def _ask(self, options: dict[str, Any]) -> None:
        address = parsed(options["address"])
        if address is None:
            raise CommandError(_("“%(text)s” is no address.") % {"text": options["address"]})
        forget()
        door = door_now()
        self.stdout.write(_("Inside.") if door.is_inside(address) else _("Outside."))
        self.stdout.write(_("It may read.") if door.admits(address, "/") else _("It may not read."))
        self.stdout.write(_("It may sign in.") if door.admits_sessions(address) else _("It may not sign in."))

    @transaction.atomic
    def _set(self, options: dict[str, Any]) -> None:
        policy = NetworkPolicy.now()
        before, policy.reach, policy.decision = policy.reach, options["reach"], options["reason"][:200]
        policy.save()
        note(Verb.NETWORKS_CHANGED, policy, reason=options["reason"], before=before, after=policy.reach)
        self.stdout.write(_("The portal is %(reach)s.") % {"reach": policy})
        self.stdout.write(_("Running processes follow within seconds."))
