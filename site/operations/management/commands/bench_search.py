"""``manage.py bench_search``: how well and how fast this database's engine searches, as a table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from operations import search_quality, search_sets, search_speed
from operations.search_pages import lay, scratch_database
from operations.search_scratch import scratch_index
from search.engines.opensearch.client import is_configured


class Command(BaseCommand):
    """Measure in a scratch database beside the one that is set, which is not touched."""

    help = "Measure search on this database: recall and rank on labelled questions, speed over many documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--set", default="", help="a file of labelled questions in the layout of SQuAD")
        parser.add_argument("--items", type=int, default=3000, help="documents of the generated set (default 3000)")
        parser.add_argument("--queries", type=int, default=500, help="queries of the generated set (default 500)")
        parser.add_argument("--documents", type=int, default=100_000, help="documents for the speed (0: none)")
        parser.add_argument("--rounds", type=int, default=100, help="searches of each kind (default 100)")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["set"]) if options["set"] else None
        if path is not None and not path.is_file():
            raise CommandError(f"There is no file {path}; name one in the layout of SQuAD, or none.")
        request = RequestFactory().get("/tim-kiem/")
        with (
            tempfile.TemporaryDirectory() as folder,
            scratch_database(Path(folder)),
            scratch_index(),
            translation.override("vi"),
        ):
            self.stdout.write(f"Engine: {connection.vendor}{' with OpenSearch' if is_configured() else ''}")
            if options["documents"]:
                self._speed(request, options["documents"], options["rounds"], Path(folder))
            self._quality(request, path, options["items"], options["queries"])

    def _quality(self, request: HttpRequest, path: Path | None, items: int, queries: int) -> None:
        labelled = [search_sets.known_items(items, queries)] if queries else []
        if path is not None:
            labelled.append(search_sets.squad(path))
        self.stdout.write(f"\n{'recall@10 / MRR@10':40}{'engine':>15}{'plain BM25':>15}")
        for one in labelled:
            finder = search_quality.finder_of(request, lay(one.documents))
            for row in search_quality.of_set(one, finder):
                self.stdout.write(f"{row.name:40}{_shown(row.engine):>15}{_shown(row.bm25):>15}")
            asked = search_sets.phrases(one.documents, 100)
            if asked:
                share = search_quality.exact_share(finder, one.documents, asked)
                self.stdout.write(f"{one.name}: exact phrase in the first ten of {len(asked)} queries: {share:.3f}")
        documents, spellings = search_sets.symbols(200)
        finder = search_quality.finder_of(request, lay(documents))
        for name, written in spellings:
            self.stdout.write(f"symbols as {name:29}{_shown(search_quality.score(finder, written)):>15}")

    def _speed(self, request: HttpRequest, count: int, rounds: int, folder: Path) -> None:
        documents = search_speed.documents(count)
        indexing = search_speed.measure_indexing(lay(documents, indexed=False))
        self.stdout.write(
            f"{count} documents: {indexing.rate:.0f} indexed a second, a rebuild adds {indexing.megabytes:.0f} MB, "
            f"indexing adds {indexing.save:.1f} ms to a save"
        )
        self.stdout.write(f"{'search':32}{'median ms':>11}{'p95 ms':>9}")
        for times in search_speed.measure_searches(request, documents, folder, rounds):
            self.stdout.write(f"{times.name:32}{times.median:11.1f}{times.p95:9.1f}")


def _shown(score: search_quality.Score) -> str:
    return f"{score.recall:.3f}/{score.mrr:.3f}"
