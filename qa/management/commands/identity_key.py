"""``manage.py identity_key``: make the key that seals who sent feedback, and print each holder's share, once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from qa.feedback import people
from qa.feedback.models import SealingKey
from qa.feedback.sealing import keys


class Command(BaseCommand):
    """Run it on a machine without onlookers, print the sheets, hand each to its holder and keep no copy.

    The private half is never stored: whoever loses all but one sheet has lost what was sealed. Making a new key is how
    holders change; what the old one sealed is opened with the old sheets until it is erased.
    """

    help = _("Make the key that seals who sent feedback and print the shares of its holders, any two of whom open it.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("holders", nargs="*", help=_("User names of the holders, at least two of them."))
        parser.add_argument("--decision", default="", help=_("The decision that names them."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a key, or list those there are where no holder is named. Raises ``CommandError`` with a sentence."""
        if not options["holders"]:
            self._list()
            return
        found = {user.get_username(): user for user in people.officers()}
        unknown = [name for name in options["holders"] if name not in found]
        if unknown:
            raise CommandError(
                _("Not officers named for feedback today: %(names)s. Appoint them first, with a decision.")
                % {"names": ", ".join(unknown)}
            )
        try:
            key, shares = keys.make([found[name] for name in options["holders"]], options["decision"])
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("The key %(key)s seals from now on.") % {"key": key.code})
        for person, share in shares.items():
            self.stdout.write("-" * 60)
            self.stdout.write(_("Share of %(person)s for the key %(key)s:") % {"person": person, "key": key.code})
            self.stdout.write(f"\n    {share}\n")
            self.stdout.write(_("Keep it on paper, where nobody else finds it. It cannot be printed again."))

    def _list(self) -> None:
        usernames = get_user_model().USERNAME_FIELD
        for key in SealingKey.objects.prefetch_related("holders__user"):
            names = ", ".join(str(getattr(holder.user, usernames)) for holder in key.holders.all())
            state = _("seals today") if key.seals else _("seals no longer")
            counted = _("%(number)s identities") % {"number": key.sealed.count()}
            self.stdout.write(f"{key.code}  {key.made_at:%d/%m/%Y}  {state}  {counted}  {names}")
        if not SealingKey.objects.exists():
            self.stdout.write(_("There is no key yet: feedback is taken without a name only."))
