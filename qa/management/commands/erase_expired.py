"""``manage.py erase_expired``: erase what the public sent once its time is over; run it every night."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.retention import expired


class Command(BaseCommand):
    """Only says what it would erase unless told to ``--execute``; each row goes by itself, so it may be interrupted."""

    help = _("Erase identities, questions and files whose time is over (only counts them without --execute).")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--execute", action="store_true", help=_("Erase, instead of only counting."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how much of each sort is erased or would be."""
        for sort in expired(timezone.now()):
            number = sort.rows.count()
            if options["execute"]:
                for row in sort.rows.iterator(chunk_size=200):
                    sort.erase(row)
            line = _("Erased: %(number)s %(what)s.") if options["execute"] else _("Would erase: %(number)s %(what)s.")
            self.stdout.write(line % {"number": number, "what": sort.label})
