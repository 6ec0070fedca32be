"""Which periods belong to a quarter or year: those that are over by its last day."""

from __future__ import annotations

from collections.abc import Iterator

from units.calendar import Period
from units.duties import spans
from units.duties.spans import Every


def ending_within(period: Period) -> Iterator[tuple[str, Period]]:
    """Every month, quarter and year whose last day lies in ``period``, so that each is asked after exactly once."""
    for span in Every.values:
        for year in range(period.first.year, period.last.year + 1):
            for each in spans.within_year(span, year):
                if period.first <= each.last <= period.last:
                    yield span, each
