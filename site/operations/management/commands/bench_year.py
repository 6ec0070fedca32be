"""``manage.py bench_year``: what a year of a large portal costs, in a scratch database of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from operations.measuring import NO_CACHE
from operations.measuring_year import costs, export, lay


class Command(BaseCommand):
    """Print queries, seconds and the ratio to a plain SQL aggregate of the same figures."""

    help = "Measure the report, the closing and the public page of a year with many contributions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=1_000_000, help="contributions of the year")
        parser.add_argument("--lay", action="store_true", help="only make the rows, so that a fresh process measures")
        parser.add_argument("--units", type=int, default=200, help="units that gave them")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Made-up rows go into a scratch database with the development settings only.")
        # Without DEBUG: Django would keep the text of every query.
        with override_settings(CACHES=NO_CACHE, ALLOWED_HOSTS=["*"], DEBUG=False):
            if options["lay"]:
                call_command("migrate", verbosity=0)
                lay(options["rows"], options["units"])
                return
            # First, because the memory of an export is the growth of the process's peak.
            rows, seconds, megabytes = export()
            self.stdout.write(f"XLSX of {rows} rows: {seconds:.1f} s, adds {megabytes:.1f} MB to the process")
            self.stdout.write(f"{'a year of ' + str(options['rows']):28}{'queries':>8}{'seconds':>9}{'× plain':>9}")
            for cost in costs():
                self.stdout.write(f"{cost.name:28}{cost.queries:8}{cost.seconds:9.2f}{cost.ratio:9.1f}")
