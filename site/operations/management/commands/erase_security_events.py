"""``manage.py erase_security_events``: the screen forgets security events after a year, the record never."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from operations.models import SecurityEvent

DAYS, AT_ONCE = 365, 1000


class Command(BaseCommand):
    """Erases what the screen of security events has listed for a year (N-9)."""

    help = _("Erase security events that are older than a year from the screen; the record keeps its entries.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be erased."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase a thousand at a time, so that nobody waits for it."""
        old = SecurityEvent.objects.filter(at__lt=timezone.now() - timedelta(days=DAYS))
        number = old.count()
        while not options["dry_run"] and (some := list(old.values_list("pk", flat=True)[:AT_ONCE])):
            SecurityEvent.objects.filter(pk__in=some).delete()
        self.stdout.write(_("Security events older than a year: %(number)d.") % {"number": number})
