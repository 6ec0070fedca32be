"""``manage.py bench``: what the public pages and the report of this portal cost, as a table."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.test.utils import override_settings

from home.models import ArticlePage
from operations.measuring import NO_CACHE, NO_LIMITS, measure, measure_report, top_up_ledger
from operations.measuring_catalogues import measure_catalogues


class Command(BaseCommand):
    """Print queries, median and 95th percentile in milliseconds, bytes and the ratio to an empty page."""

    help = "Measure every type of public page of this portal, without any cache."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=30, help="visits of each page (default 30)")
        parser.add_argument("--ledger", type=int, default=0, help="also measure the report with this many ledger rows")

    def handle(self, *args: Any, **options: Any) -> None:
        with override_settings(
            ROOT_URLCONF="operations.bench_urls",
            CACHES=NO_CACHE,
            PORTAL_LIMITS=NO_LIMITS,
            ALLOWED_HOSTS=["*"],
            DEBUG=False,
        ):
            # First, because the memory of an export is the growth of the process's peak.
            if options["ledger"]:
                self._report(options["ledger"])
            self._pages(options["rounds"])
            self._catalogues(options["rounds"])

    def _report(self, rows: int) -> None:
        top_up_ledger(rows)
        report = measure_report()
        self.stdout.write(
            f"report over {report.rows} ledger rows: {report.queries} queries, {report.seconds:.2f} s; "
            f"XLSX {report.export_seconds:.1f} s, adds {report.export_megabytes:.1f} MB to the process\n"
        )

    def _pages(self, rounds: int) -> None:
        self.stdout.write(f"{ArticlePage.objects.published().count()} public articles")
        self.stdout.write(f"{'page':28}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'bytes':>9}{'× empty':>9}")
        for row in measure(rounds):
            self.stdout.write(
                f"{row.name:28}{row.queries:8}{row.median:11.1f}{row.p95:9.1f}{row.size:9}{row.ratio:9.1f}"
            )

    def _catalogues(self, rounds: int) -> None:
        for row in measure_catalogues(rounds):
            self.stdout.write(
                f"catalogues, {row.url}: {row.ours:.2f} ms of processor with ours, "
                f"{row.packages:.2f} ms with those of the packages alone, ratio {row.ratio:.3f}"
            )
