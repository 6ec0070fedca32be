"""``manage.py reset_second_factor``: for the administrator whose device is lost and whom nobody else can help."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import factors
from accounts.helping import actions


class Command(BaseCommand):
    """Tells what it would do; does it with ``--execute``. The person is told and the history has the reason."""

    help = "Remove the second factor of an account, end its sessions and tell the person; --execute does it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="what happened, and how the person was recognised")
        parser.add_argument("--execute", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` for an account that does not exist and for a reason that says nothing."""
        user = get_user_model()._default_manager.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(_("Nobody has this user name; write it exactly as it is in the list of users."))
        if not options["reason"].strip():
            raise CommandError(_("Say what happened and how the person was recognised."))
        told = {"person": user.username, "devices": factors.devices_of(user).count(), "sessions": user.sessions.count()}
        if not options["execute"]:
            plan = _("%(person)s: would remove %(devices)d devices and end %(sessions)d sessions; --execute does it.")
            self.stdout.write(plan % told)
            return
        actions.reset_second_factor(user, None, options["reason"].strip())
        self.stdout.write(_("%(person)s: removed %(devices)d devices, ended %(sessions)d sessions.") % told)
