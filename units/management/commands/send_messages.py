"""``manage.py send_messages``: mail what failed earlier and the daily digests due; run it every few minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from units.messages.digests import people_due, send_digests
from units.messages.models import Message
from units.messages.sending import Patience, send_at_once

#: Failures of the mail server in a row after which the rest waits for the next run.
GIVE_UP_AFTER = 3
#: How many mails pass between two lines of progress.
STEP = 25


class Command(BaseCommand):
    """Sends each mail by itself: it may be interrupted, run again and run twice at once, and no mail goes out twice.

    Only a mail whose sending was cut off midway may repeat, a quarter of an hour later.
    """

    help = _("Mail the messages that have not gone out yet and the daily digests that are due.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print progress. Raises ``CommandError`` when the mail server keeps failing; what is left is kept."""
        now = timezone.now()
        patience = Patience(GIVE_UP_AFTER)
        everything = Message.objects.all()
        failed = self._follow(
            _("At once: %(sent)s of %(all)s mails sent, %(failed)s failed."),
            everything.at_once().count(),
            send_at_once(everything, patience),
        )
        failed += self._follow(
            _("Daily digests: %(sent)s of %(all)s mails sent, %(failed)s failed."),
            people_due(now).count(),
            send_digests(now, patience),
        )
        if patience.is_over:
            raise CommandError(
                _("The mail server keeps failing (%(error)s). Nothing is lost; run the command again once it works.")
                % {"error": patience.last_error}
            )
        if failed:
            self.stderr.write(
                self.style.WARNING(
                    _("%(failed)s mails failed and are kept for the next run; the last error: %(error)s")
                    % {"failed": failed, "error": patience.last_error}
                )
            )

    def _follow(self, line: str, number: int, mails: Iterable[bool]) -> int:
        """Send the mails, saying how far it is; the number of failures."""
        sent = failed = 0
        for went_out in mails:
            sent, failed = sent + went_out, failed + (not went_out)
            if (sent + failed) % STEP == 0 and sent + failed < number:
                self.stdout.write(line % {"sent": sent, "all": number, "failed": failed})
        self.stdout.write(line % {"sent": sent, "all": number, "failed": failed})
        return failed
