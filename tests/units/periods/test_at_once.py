"""Two nightly runs at the same instant close a month once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.contributions import local, many_units
from tests.units._together import CONCURRENT, Run
from tests.units.periods._ledger import OCTOBER, given
from units.models import ClosedLine, ClosedPeriod, RecordEntry
from units.periods import closing

LAYS_ITSELF = True
pytestmark = [CONCURRENT, pytest.mark.clause("LD-6.1a")]


def close() -> Any:
    return closing.close(OCTOBER, local(2026, 11, 2))


def found() -> tuple[int, int, int]:
    return ClosedPeriod.objects.count(), ClosedLine.objects.count(), RecordEntry.objects.count()


def test_of_two_runs_at_the_same_instant_one_closes_the_month(together: Run) -> None:
    units = many_units(2)
    given(units[0], 10, 5)
    outcome = together(close, close)
    assert [made is not None for made in outcome].count(True) == 1
    assert together(found) == [(1, 2, 1)]
