"""Every number opens to the items behind it, and they are as many as it says: a year of 20 units and 20,000 items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.contributions import SECTIONS, fill_ledger, local, many_units
from tests.units.periods._ledger import at, given
from units.models import ClosedFigure, ClosedPeriod, Unit
from units.periods import behind, closing, freezing
from units.periods.tables import ClosedTable, Cut

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a", "LD-6.1b")]

UNITS, ITEMS = 20, 20_000


@pytest.fixture
def year() -> list[Unit]:
    """2026, closed to its last day, over a ledger of 20,000 items, and an item that came too late in every month."""
    units = many_units(UNITS)
    start = datetime(2025, 12, 31, 17, tzinfo=UTC)
    minutes = 365 * 24 * 60
    fill_ledger(units, ITEMS, [start + timedelta(minutes=n * 7919 % minutes) for n in range(ITEMS)], authors=False)
    with at(2027, 1, 1, 7):
        assert len(list(closing.close_all(local(2027, 1, 1, 7)))) == 12 + 4 + 1
    for month in range(1, 13):
        given(units[0], month, 15, sections=[SECTIONS[0]])
    return units


def counted(period: ClosedPeriod) -> Counter[tuple[int, str, str]]:
    """The items behind the whole period by unit, kind and section, each item once under no section."""
    found: Counter[tuple[int, str, str]] = Counter()
    for unit, kind, sections in behind.rows(period).values_list("unit", "kind", "sections"):
        found.update((unit, kind, section) for section in {"", *sections})
    return found


def figures(period: ClosedPeriod) -> Counter[tuple[int, str, str]]:
    rows = ClosedFigure.objects.filter(line__period=period)
    return Counter({(u, k, s): n for u, k, s, n in rows.values_list("line__unit", "kind", "section", "count")})


def shown(period: ClosedPeriod) -> Iterator[tuple[int | None, str, str, int]]:
    """Every number that the pages of a period show, each with what its address asks for."""
    units = ClosedTable(period, Cut())
    ids = {line.unit.code: line.unit_id for line in units.lines}
    for row in [*units.rows, units.sums]:
        yield ids.get(row.key), "", "", row.total.original
        for (kind, _name), number in zip(units.kinds, row.numbers, strict=True):
            yield ids.get(row.key), kind, "", number.original
    sections = ClosedTable(period, Cut(by_section=True))
    for row in sections.rows:
        yield None, "", row.key, row.total.original


def wrong_addresses(period: ClosedPeriod) -> list[tuple[int | None, str, str, int]]:
    """The numbers on the pages of a period whose own address lists more or fewer items."""
    cells = list(shown(period))
    assert len(cells) == (UNITS + 1) * (len(period.kinds) + 1) + len(SECTIONS)
    return [cell for cell in cells if behind.rows(period, *cell[:3]).count() != cell[3]]


def test_the_sum_of_a_drill_down_equals_its_cell_for_every_cell(year: list[Unit]) -> None:
    periods = list(ClosedPeriod.objects.all())
    assert sum(period.total for period in periods if period.span == "month") == ITEMS
    for period in periods:
        # Units, kinds and sections all at once, from the rows that the drill-down lists.
        assert counted(period) == figures(period), period.label
        assert freezing.is_intact(period)
        # Quarters and the year are the sum of the closed months.
        assert len(period.months) == {"month": 1, "quarter": 3, "year": 12}[period.span]
        assert figures(period) == sum((figures(month) for month in period.months), Counter())
    # And the address behind each number, asked by itself: of a month, a quarter and the year.
    for span in ("month", "quarter", "year"):
        assert wrong_addresses(ClosedPeriod.objects.filter(span=span).latest("first")) == [], span
