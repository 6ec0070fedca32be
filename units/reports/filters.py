"""The form above a report: the one of the contribution report, with the fields that the report can be asked by."""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BoundField
from django.http import QueryDict

from units.contributions.filters import ReportForm
from units.contributions.readers import Reach

PERIOD = ("span", "month", "quarter", "year", "first", "last")


class Filters(ReportForm):
    """Period and unit, and of the others those in ``wanted``."""

    def __init__(self, asked: QueryDict, reach: Reach, wanted: tuple[str, ...]) -> None:
        super().__init__(asked, reach)
        for name in [*self.fields]:
            if name not in {*PERIOD, "unit", *wanted}:
                del self.fields[name]

    def offer_sections(self, titles: Iterable[str]) -> None:
        """As above, where a section can be asked for."""
        if "section" in self.fields:
            super().offer_sections(titles)

    @property
    def further(self) -> list[BoundField]:
        """The fields beside those of the period."""
        return [self[name] for name in self.fields if name not in PERIOD]
