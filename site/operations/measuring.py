"""What public pages cost: queries, time and bytes, and how many times an empty page's time that is."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import ArticlePage, SectionPage, StandardPage
from units import calendar
from units.contributions import countable, exports, sheets
from units.contributions.models import Contribution
from units.contributions.periods import Span
from units.contributions.readers import Reach
from units.contributions.selection import Selection
from units.models import Unit, UnitIndexPage, UnitPage

BATCH = 2000
#: Beyond every page that a measured portal has.
NEVER = 1_000_000_000

EMPTY = "/bench-empty/"
#: No page comes from a cache; what each process keeps of networks and visitors is part of what a page costs.
NO_CACHE = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
#: Nobody is slowed down for coming as often as a measurement does.
NO_LIMITS = {what: (1_000_000_000, minutes) for what, (_often, minutes) in settings.PORTAL_LIMITS.items()}


@dataclass(frozen=True)
class Measure:
    """One page: queries, times in milliseconds, HTML bytes, and its median as a multiple of an empty page's."""

    name: str
    url: str
    queries: int
    median: float
    p95: float
    size: int
    ratio: float


def addresses() -> Iterator[tuple[str, str]]:
    """One address of each type of public page, the fullest of its type where that matters."""
    yield "home", "/"
    section = SectionPage.objects.live().filter(takes_articles=True).order_by("path").first()
    unit = UnitPage.objects.live().order_by("path").first()
    article = ArticlePage.objects.published().first()
    pages: list[tuple[str, Page | None, str]] = [
        ("section", section, ""),
        ("section, page 10", section, "?page=10"),
        ("section, RSS", section, "rss/"),
        ("unit", unit, ""),
        ("unit, RSS", unit, "rss/"),
        ("directory of units", UnitIndexPage.objects.live().first(), ""),
        ("article", article, ""),
        ("general page", StandardPage.objects.live().first(), ""),
    ]
    if article is not None and unit is not None:
        pages.append(("archive of a month", article.get_parent().specific, f"{article.published_at:%Y/%m}/"))
    yield from ((name, f"{page.url}{rest}") for name, page, rest in pages if page is not None)
    yield "search", "/tim-kiem/?q=dang+uy"
    yield "search, a question", "/tim-kiem/?q=nâng+cao+chất+lượng+sinh+hoạt+chi+bộ+trong+doanh+nghiệp"


def measure(rounds: int) -> Iterator[Measure]:
    """Measure every type of page ``rounds`` times, after one visit that does not count."""
    client = Client()
    floor = statistics.median(_times(client, EMPTY, rounds))
    for name, url in addresses():
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        count = len(queries)
        size = len(response.getvalue())
        times = _times(client, url, rounds)
        median = statistics.median(times)
        yield Measure(name, url, count, median, _p95(times), size, median / floor)


def _times(client: Client, url: str, rounds: int) -> list[float]:
    client.get(url)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def top_up_ledger(total: int) -> None:
    """Bring the ledger to ``total`` rows with rows of items that never were; for the stopwatch only."""
    units = list(Unit.objects.all())
    item_type = ContentType.objects.get_for_model(ArticlePage)
    have = Contribution.objects.count()
    kinds = list(countable.kinds())
    for start in range(have, total, BATCH):
        Contribution.objects.bulk_create(
            Contribution(
                item_type=item_type,
                item_id=NEVER + number,
                title=f"Tin, bài số {number} của đơn vị về công tác xây dựng Đảng",
                unit=(unit := units[number % len(units)]),
                unit_name=unit.name,
                kind=kinds[number % len(kinds)],
                sections=["Tin tức"],
                origin="own",
                published_at=timezone.now() - timedelta(minutes=number),
            )
            for number in range(start, min(start + BATCH, total))
        )


@dataclass(frozen=True)
class ReportMeasure:
    """The contribution report of all years: queries to open it, seconds, and what its XLSX adds to the process."""

    rows: int
    queries: int
    seconds: float
    export_seconds: float
    export_megabytes: float


def measure_report() -> ReportMeasure:
    """Open the report as the administrator of the system and write its rows to XLSX.

    Memory is the growth of the process's peak, so it is asked for last.
    """
    client = Client()
    client.force_login(get_user_model().objects.filter(is_superuser=True).earliest("pk"))
    url = f"{reverse('contributions:index')}?span=days&first=01/01/2000&last=31/12/2099"
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        client.get(url)
        opened = time.perf_counter() - began
        count = len(queries)
    period = calendar.Period(date(2000, 1, 1), date(2099, 12, 31))
    selection = Selection(Span.DAYS, period)
    reach = Reach(True, tuple(Unit.objects.all()))
    before, began = _peak(), time.perf_counter()
    with tempfile.TemporaryFile() as file:
        rows = exports.write_xlsx(sheets.of_items(selection.rows(reach), selection), file)
    return ReportMeasure(rows, count, opened, time.perf_counter() - began, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
