"""``manage.py remind``: tell of what is due, overdue or stuck; run it every ten minutes or so."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval.notices import title_of
from units.approval.reminding import reminders
from units.clock import watches
from units.duties import reminding
from units.entitlements import review_clock
from units.messages.models import Message
from units.quotas import warning


def _of_stages(now: datetime) -> Iterator[tuple[str, Callable[[], list[Message]]]]:
    for reminder in reminders(now):
        yield f"{reminder.kind.label}: {title_of(reminder.item)} ({reminder.visit.task.name})", reminder.give


class Command(BaseCommand):
    """Warns who decides, then who leads the unit, then the office (ND-8.1, ND-8.2); reminds of duties (ND-9.5),
    warns of quotas that will not be met (ND-7.1c), has leaders confirm their lists (ND-13.6a), and tells of rights
    that are about to end (LD-4.2b).

    Each item, and each duty of a unit, is one transaction and each step is told once: it may be interrupted, run again
    and run twice at once.
    """

    help = _("Tell of items that are due or overdue: who decides, then who leads the unit, then the office.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be told."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each item with what was told of it and to how many people."""
        told = 0
        now = timezone.now()
        for line, give in chain(
            _of_stages(now),
            (
                (due.line, due.give)
                for due in chain(reminding.reminders(now), warning.due(now), review_clock.due(now), watches.due(now))
            ),
        ):
            said = line
            if not options["dry_run"]:
                number = len(give())
                told += number
                people = ngettext("%(count)s person told", "%(count)s people told", number) % {"count": number}
                said = f"{line} – {people}"
            self.stdout.write(said)
        if not options["dry_run"]:
            self.stdout.write(_("Messages: %(number)s.") % {"number": told})
