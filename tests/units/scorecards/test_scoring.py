"""Points from lines of evidence: the parts add up, whatever is counted; what was not asked is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.evidence.lines import Line
from units.scorecards.scoring import TENTHS, Scored, in_points, per_cent, score

pytestmark = pytest.mark.clause("LD-7.1")

LINES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 40)), max_size=40)


def lines(*figures: tuple[int, int], measure: str = "quotas") -> list[Line]:
    return [Line(f"{measure}:{n}", "x", value, due, measure, "/x/") for n, (value, due) in enumerate(figures)]


def test_a_worked_example() -> None:
    """20 points for quotas of 4 + 4 + 4 with 4, 6 and 1 items: 4 + 4 + 1 = 9 of 12, more than was asked counts no more.

    20 x 9 / 12 = 15 points, which are 150 tenths; by parts of 4, 4 and 1 of 9 they are 66,67 + 66,67 + 16,67. The
    remainders are equal, so the first two lines get the two tenths that are left: 6,7 + 6,7 + 1,6.
    """
    (scored,) = score([("quotas", 20)], lines((4, 4), (6, 4), (1, 4)))
    assert (scored.achieved, scored.due, scored.earned, scored.possible) == (9, 12, 150, 200)
    assert [earned for _line, earned in scored.lines] == [67, 67, 16]
    assert (in_points(scored.earned), in_points(67), per_cent(150, 200)) == ("15", "6,7", 75)


def test_what_was_not_asked_gives_and_takes_nothing() -> None:
    found = score([("quotas", 20), ("duties", 10)], lines((1, 1), measure="duties"))
    assert [(each.is_asked, each.earned, each.possible) for each in found] == [(False, 0, 0), (True, 100, 100)]
    assert score([("quotas", 20)], lines((0, 3)))[0].earned == 0


@given(LINES, st.integers(1, 1000))
def test_the_sum_of_the_points_equals_the_evidence(figures: list[tuple[int, int]], points: int) -> None:
    (scored,) = score([("quotas", points)], lines(*figures))
    parts = [earned for _line, earned in scored.lines]
    assert sum(parts) == scored.earned <= scored.possible <= points * TENTHS
    assert all(earned == 0 for line, earned in scored.lines if line.achieved == 0)
    assert (scored.earned == scored.possible) or scored.achieved < scored.due or scored.due == 0
    if scored.due:
        assert abs(scored.earned * scored.due - points * TENTHS * scored.achieved) * 2 <= scored.due
    assert Scored.read(scored.stored()) == scored
