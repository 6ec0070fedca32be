"""``manage.py remind``: tell of what is due, overdue or stuck; run it every ten minutes or so."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval.notices import title_of
from units.approval.reminding import reminders


class Command(BaseCommand):
    """Warns who decides, then who leads the unit, then the office (ND-8.1, ND-8.2).

    Each item is one transaction and each step is told once: it may be interrupted, run again and run twice at once.
    """

    help = _("Tell of items that are due or overdue: who decides, then who leads the unit, then the office.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be told."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each item with what was told of it and to how many people."""
        told = 0
        for reminder in reminders(timezone.now()):
            line = f"{reminder.kind.label}: {title_of(reminder.item)} ({reminder.visit.task.name})"
            if not options["dry_run"]:
                number = len(reminder.give())
                told += number
                line += " – " + ngettext("%(count)s person told", "%(count)s people told", number) % {"count": number}
            self.stdout.write(line)
        if not options["dry_run"]:
            self.stdout.write(_("Messages: %(number)s.") % {"number": told})
