"""``manage.py remind``: tell of items and duties that are due, overdue or stuck; run it every ten minutes or so."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval.notices import title_of
from units.approval.reminding import Reminder, reminders
from units.duties import reminding


class Command(BaseCommand):
    """Warns who decides, then who leads the unit, then the office (ND-8.1, ND-8.2); reminds of duties (ND-9.5).

    Each item, and each duty of a unit, is one transaction and each step is told once: it may be interrupted, run again
    and run twice at once.
    """

    help = _("Tell of items that are due or overdue: who decides, then who leads the unit, then the office.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be told."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each item with what was told of it and to how many people."""
        now, self.told, self.dry = timezone.now(), 0, options["dry_run"]
        for reminder in reminders(now):
            self.give(reminder, f"{reminder.kind.label}: {title_of(reminder.item)} ({reminder.visit.task.name})")
        for owed in reminding.reminders(now):
            standing = owed.standing
            self.give(owed, f"{standing.duty.name}: {standing.unit.name} ({standing.counted}/{standing.duty.minimum})")
        if not self.dry:
            self.stdout.write(_("Messages: %(number)s.") % {"number": self.told})

    def give(self, reminder: Reminder | reminding.Reminder, line: str) -> None:
        """Give one reminder, unless only asked what would be told, and print it."""
        if not self.dry:
            number = len(reminder.give())
            self.told += number
            line += " – " + ngettext("%(count)s person told", "%(count)s people told", number) % {"count": number}
        self.stdout.write(line)
