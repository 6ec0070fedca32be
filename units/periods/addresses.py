"""Where a closed period and the items behind its numbers are shown to the public (LD-6.1b)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from units.duties.spans import Every
from units.periods.models import ClosedPeriod
from units.periods.tables import Cut

#: The parameters of these addresses.
BY, UNIT, SECTION, KIND, EDITION = "theo", "don-vi", "chuyen-muc", "the-loai", "ban"
BY_SECTION = "chuyen-muc"


def of_period(period: ClosedPeriod, cut: Cut | None = None) -> str:
    """Its page, or a cut through it."""
    return _reversed("", period) + _query(_of_cut(cut or Cut()))


def of_items(period: ClosedPeriod, unit: str = "", kind: str = "", section: str = "") -> str:
    """The items behind a number."""
    return _reversed("_items", period) + _query({UNIT: unit, KIND: kind, SECTION: section})


def of_file(period: ClosedPeriod, form: str, edition: int, cut: Cut) -> str:
    """The file of one edition of a cut."""
    return _reversed("_file", period, form=form) + _query({**_of_cut(cut), EDITION: str(edition)})


def _of_cut(cut: Cut) -> dict[str, str]:
    return {
        BY: BY_SECTION if cut.by_section else "",
        UNIT: cut.line.unit.code if cut.line is not None else "",
        SECTION: cut.section,
    }


def _reversed(name: str, period: ClosedPeriod, **more: str) -> str:
    place = {} if period.span == Every.YEAR else {"number": period.number}
    return reverse(f"statistics:{period.span}{name}", kwargs={"year": period.first.year, **place, **more})


def _query(asked: dict[str, str]) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(said)}" if said else ""
