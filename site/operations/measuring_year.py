"""What a year of a large portal costs: the report, the nightly closing, the public page, an export (LD-6.1a)."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from units import calendar
from units.calendar import Period
from units.contributions import countable, exports, sheets
from units.contributions.models import Contribution, ContributionQuerySet, FiledSection
from units.contributions.periods import Span
from units.contributions.readers import Reach
from units.contributions.selection import Selection
from units.models import Unit, UnitKind
from units.periods import closing
from units.reports import registry
from units.reports.kinds.ledger import LedgerReport

YEAR = 2025
SECTIONS = ("Tin tức – Sự kiện", "Xây dựng Đảng", "Học tập và làm theo Bác", "Công tác kiểm tra", "Dân vận")
#: Of a million rows a year, as many days as have a hundred thousand.
EXPORTED_DAYS = 37
#: The same figures as the report's, asked of the database without any of our code.
PLAIN = (
    "SELECT unit_id, kind, COUNT(*) FROM units_contribution "
    "WHERE published_at >= %s AND published_at < %s GROUP BY unit_id, kind"
)


@dataclass(frozen=True)
class Cost:
    """One thing that was done: its queries and seconds, and how many times the plain aggregate's time that is."""

    name: str
    queries: int
    seconds: float
    ratio: float


def lay(rows: int, units: int) -> None:
    """Bring a scratch database to ``units`` units and ``rows`` rows of one year; for the stopwatch only."""
    kind, _made = UnitKind.objects.get_or_create(code="bench", defaults={"name": "Bench"})
    have = Unit.objects.filter(kind=kind).count()
    Unit.objects.bulk_create(
        Unit(code=f"bench-{number}", name=f"Đảng bộ số {number}", kind=kind, order=number)
        for number in range(have, units)
    )
    with connection.cursor() as cursor:
        cursor.execute(_filling(Contribution.objects.count(), rows, units))
    FiledSection.objects.bulk_create(
        (
            FiledSection(unit=unit, title=section, month=date(YEAR, month, 1))
            for unit in Unit.objects.filter(kind=kind)
            for section in SECTIONS
            for month in range(1, 13)
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def _filling(have: int, rows: int, units: int) -> str:
    """One statement that adds the rows from number ``have`` on: a million made by Python would take half an hour.

    Nothing in it comes from a person.
    """
    kinds = [f"'{kind}'" for kind in countable.kinds()]
    sections = [f"'{json.dumps([section])}'" for section in SECTIONS]
    minutes = 365 * 24 * 60
    start = calendar.year(YEAR).begins_at.astimezone(UTC)
    moment = (
        f"TIMESTAMP WITH TIME ZONE '{start:%Y-%m-%d %H:%M:%S}+00' + (i * 7919 % {minutes}) * INTERVAL '1 minute'"
        if connection.vendor == "postgresql"
        else f"DATETIME('{start:%Y-%m-%d %H:%M:%S}', '+' || (i * 7919 % {minutes}) || ' minutes')"
    )
    listed = "JSONB" if connection.vendor == "postgresql" else "TEXT"
    return f"""
        INSERT INTO units_contribution
            (item_type_id, item_id, title, unit_id, unit_name, kind, sections, origin, timely, published_at)
        WITH RECURSIVE numbers(i) AS (
            SELECT CAST({have} AS BIGINT) UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < {rows}
        )
        SELECT {ContentType.objects.get_for_model(Page).pk}, i,
            'Tin, bài số ' || i || ' của đơn vị về công tác xây dựng Đảng', unit.id, unit.name,
            {_nth(kinds)}, CAST({_nth(sections)} AS {listed}), 'own', FALSE, {moment}
        FROM numbers JOIN units_unit unit ON unit.code = 'bench-' || (i * 7 % {units})
        WHERE i < {rows}
    """  # noqa: S608 - numbers and words of this file


def _nth(values: list[str]) -> str:
    """The value whose turn it is at row ``i``."""
    cases = " ".join(f"WHEN {place} THEN {value}" for place, value in enumerate(values))
    return f"CASE i % {len(values)} {cases} END"


def costs() -> Iterator[Cost]:
    """Measure each, the plain aggregate first; the year is closed once and its page opened afterwards."""
    period = calendar.year(YEAR)
    floor = _plain(period.begins_at, period.ends_at)
    yield Cost("plain aggregate", 1, floor, 1.0)
    person, _made = get_user_model().objects.get_or_create(username="bench", defaults={"is_superuser": True})
    client = Client()
    client.force_login(person)
    report = f"{reverse('contributions:index')}?span=year&year={YEAR}"
    yield _cost("report of the year", lambda: client.get(report), floor, again=True)
    asked = Selection(Span.YEAR, period)
    for each in registry.every():
        if isinstance(each, LedgerReport):
            address = f"{reverse('reports:table', args=[each.code])}?{urlencode(asked.parameters())}"
            yield _cost(f"{each.code} of the year", partial(client.get, address), floor, again=True)
    now = period.ends_at + 2 * closing.GRACE
    due = list(closing.due(now))
    if due:
        yield _cost(f"closing {len(due)} periods", lambda: list(closing.close_all(now)), floor)
    page = reverse("statistics:year", kwargs={"year": YEAR})
    yield _cost("public page of the year", lambda: Client().get(page), floor, again=True)
    items = reverse("statistics:year_items", kwargs={"year": YEAR})
    yield _cost("items behind the year", lambda: Client().get(items), floor, again=True)


def _plain(begins: datetime, ends: datetime) -> float:
    def asked() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, [begins, ends])
            cursor.fetchall()

    asked()
    return min(_seconds(asked) for _round in range(3))


def _cost(name: str, act: Callable[[], Any], floor: float, again: bool = False) -> Cost:
    if again:
        act()
    with CaptureQueriesContext(connection) as queries:
        seconds = _seconds(act)
        # Before the next visit, which would empty the list.
        number = len(queries)
    if again:
        seconds = min(seconds, _seconds(act))
    return Cost(name, number, seconds, seconds / floor)


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def export() -> tuple[int, float, float]:
    """Write a tenth of the year to XLSX: rows, seconds, and the megabytes by which the process's peak grows.

    Chosen by days, as a person would: the first so many rows of a year would have the database sort them in memory.
    """
    first = calendar.year(YEAR).first
    selection = Selection(Span.DAYS, Period(first, first + timedelta(days=EXPORTED_DAYS - 1)))
    rows: ContributionQuerySet = selection.rows(Reach(True, tuple(Unit.objects.all())))
    if connection.vendor == "sqlite":
        # Pages of the file that are only mapped belong to the system's cache, yet would be counted as the process's.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
            # The cache of a fixed size that every connection fills is not what an export adds.
            cursor.execute("SELECT SUM(LENGTH(title)) FROM units_contribution")
    before, began = _peak(), time.perf_counter()
    with tempfile.TemporaryFile() as file:
        written = exports.write_xlsx(sheets.of_items(rows, selection), file)
    return written, time.perf_counter() - began, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
