"""``manage.py erase_searches``: erase what the search log has kept for as long as it may; run it once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.log import erasing


class Command(BaseCommand):
    """Counts, clicks and reports older than the days that the office has decided go for good."""

    help = _("Erase what the search log has kept for as long as it may.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be erased."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows are, or would be, erased."""
        before = erasing.first_day_kept()
        if options["dry_run"]:
            for name, number in erasing.outlived(before).items():
                self.stdout.write(f"{name}: {number}")
            return
        self.stdout.write(
            _("Erased %(number)d rows from before %(day)s.")
            % {"number": erasing.erase(before), "day": f"{before:%d/%m/%Y}"}
        )
