"""``manage.py bench_search``: how well and how fast this database's engine searches, as a table."""

from __future__ import annotations

import tempfile
from itertools import chain
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

#: What is measured: how fast, known items among generated ones, a labelled set, symbols in many spellings.
PARTS = ("speed", "items", "set", "symbols")


class Command(BaseCommand):
    """Measure in a scratch database beside the one that is set, which is not touched."""

    help = "Measure search on this database: recall and rank on labelled questions, speed over many documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--set", default="", help="a file of labelled questions in the layout of SQuAD")
        parser.add_argument("--parts", default=" ".join(PARTS), help=f"what to measure, of {', '.join(PARTS)} (all)")
        parser.add_argument("--items", type=int, default=3000, help="documents of the generated set (default 3000)")
        parser.add_argument("--queries", type=int, default=500, help="queries of the generated set (default 500)")
        parser.add_argument("--documents", type=int, default=100_000, help="documents for the speed (default 100,000)")
        parser.add_argument("--rounds", type=int, default=100, help="searches of each kind (default 100)")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["set"]) if options["set"] else None
        parts = options["parts"].split()
        if path is not None and not path.is_file():
            raise CommandError(f"There is no file {path}; name one in the layout of SQuAD, or none.")
        if not set(parts) <= set(PARTS):
            raise CommandError(f"Nothing like “{options['parts']}” is measured; name some of: {' '.join(PARTS)}.")
        request = RequestFactory().get("/tim-kiem/")
        with (
            tempfile.TemporaryDirectory() as folder,
            scratch_database(Path(folder)),
            scratch_index(),
            translation.override("vi"),
        ):
            self._say(f"Engine: {connection.vendor}{' with OpenSearch' if is_configured() else ''}")
            if "speed" in parts:
                self._speed(request, options["documents"], options["rounds"], Path(folder))
            if "items" in parts:
                self._quality(request, search_sets.known_items(options["items"], options["queries"]))
            if "set" in parts and path is not None:
                self._quality(request, search_sets.squad(path))
            if "symbols" in parts:
                self._symbols(request)

    def _quality(self, request: HttpRequest, labelled: search_sets.Labelled) -> None:
        finder = search_quality.finder_of(request, lay(labelled.documents))
        self._say(f"\n{'recall@10 / MRR@10':40}{'engine':>15}{'plain BM25':>15}")
        for row in search_quality.of_set(labelled, finder):
            self._say(f"{row.name:40}{_shown(row.engine):>15}{_shown(row.bm25):>15}")
        asked = search_sets.phrases(labelled.documents, 100)
        if asked:
            share = search_quality.exact_share(finder, labelled.documents, asked)
            self._say(f"{labelled.name}: exact phrase in the first ten of {len(asked)} queries: {share:.3f}")

    def _symbols(self, request: HttpRequest) -> None:
        documents, spellings = search_sets.symbols(200)
        finder = search_quality.finder_of(request, lay(documents))
        for name, written in spellings:
            self._say(f"symbols as {name:29}{_shown(search_quality.score(finder, written)):>15}")

    def _speed(self, request: HttpRequest, count: int, rounds: int, folder: Path) -> None:
        documents = search_speed.documents(count)
        indexing = search_speed.measure_indexing(lay(documents, indexed=False))
        self._say(
            f"{count} documents: {indexing.rate:.0f} indexed a second, a rebuild adds {indexing.megabytes:.0f} MB"
        )
        self._say(f"{'milliseconds, median / p95':34}{'by the clock':>16}{'of processors':>16}")
        for times in chain([indexing.save], search_speed.measure_searches(request, documents, folder, rounds)):
            self._say(f"{times.name:34}{_both(times.clock):>16}{_both(times.busy):>16}")

    def _say(self, line: str) -> None:
        # A measurement takes minutes, so each line is shown when it is known.
        self.stdout.write(line)
        self.stdout.flush()


def _shown(score: search_quality.Score) -> str:
    return f"{score.recall:.3f}/{score.mrr:.3f}"


def _both(spread: search_speed.Spread) -> str:
    return f"{spread.median:.1f} / {spread.p95:.1f}"
