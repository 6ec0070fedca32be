"""Dates and numbers read as Vietnamese officials write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator

from home.templatetags.portal import (
    long_date,
    machine_date,
    page_numbers,
    short_date,
    url_part,
    vi_number,
)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2018, 9, 4), "ngày 04 tháng 9 năm 2018"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
        (None, ""),
    ],
)
def test_long_date_pads_days_and_the_first_two_months(day: date | None, written: str) -> None:
    assert long_date(day) == written


def test_a_moment_is_dated_in_vietnam() -> None:
    late_evening_in_london = datetime(2026, 2, 4, 18, 30, tzinfo=UTC)
    assert long_date(late_evening_in_london) == "ngày 05 tháng 02 năm 2026"
    assert short_date(late_evening_in_london) == "05/02/2026"
    assert machine_date(late_evening_in_london) == "2026-02-05T01:30+07:00"


def test_dates_for_tables_and_machines() -> None:
    assert short_date(date(2026, 2, 5)) == "05/02/2026"
    assert machine_date(date(2026, 2, 5)) == "2026-02-05"
    assert short_date(None) == machine_date(None) == ""


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (1234.5, "1.234,5"),
        (Decimal("-12000.25"), "-12.000,25"),
        (None, ""),
    ],
)
def test_numbers_carry_vietnamese_separators(number: float | Decimal | None, written: str) -> None:
    assert vi_number(number) == written


def test_an_address_can_stand_inside_another_address() -> None:
    assert url_part("https://cổng.vn/tin/?p=1&q=2") == "https%3A%2F%2Fc%E1%BB%95ng.vn%2Ftin%2F%3Fp%3D1%26q%3D2"


def test_page_numbers_leave_out_the_middle() -> None:
    page = Paginator(range(200), 10).page(10)
    assert list(page_numbers(page)) == [1, "…", 9, 10, 11, "…", 20]
