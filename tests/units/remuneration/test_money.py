"""Đồng are whole, and shares always add up to the whole amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.remuneration.money import percent_of, rounded, split

pytestmark = pytest.mark.clause("LD-6.2", "N-10")

SHARES = st.lists(st.integers(0, 100), min_size=1, max_size=12).filter(any)


@given(st.integers(0, 10**12), SHARES)
def test_shares_add_up_to_the_whole_and_nobody_is_off_by_a_dong(amount: int, shares: list[int]) -> None:
    parts = split(amount, shares)
    assert sum(parts) == amount
    whole = sum(shares)
    assert all(0 <= part - amount * share // whole <= 1 for part, share in zip(parts, shares, strict=True))
    assert all(part == 0 for part, share in zip(parts, shares, strict=True) if not share)


def test_what_is_left_goes_to_the_largest_remainder_and_of_equals_to_the_first() -> None:
    assert split(100, [33, 33, 34]) == [33, 33, 34]
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [15, 25, 60]) == [2, 2, 6]
    assert split(10, [14, 26, 60]) == [1, 3, 6]
    for wrong in ([], [0, 0], [120, -20]):
        with pytest.raises(ValueError, match="share"):
            split(100, wrong)


def test_half_a_dong_goes_up() -> None:
    assert [rounded(Decimal(text)) for text in ("0.4", "0.5", "1.5", "2.5")] == [0, 1, 2, 3]
    assert percent_of(105, 10) == 11
