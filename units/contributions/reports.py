"""The small table of the public home page (LD-6.1a)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max

from search.vietnamese import sort_key
from units import calendar
from units.calendar import Period
from units.contributions import periods
from units.contributions.models import Contribution

FRONT_PAGE_UNITS = 10


def front_page_table() -> dict[str, Any] | None:
    """The last complete month with rows: its ``label``, ``total`` and the ten ``rows`` (``unit``, ``count``) on top.

    ``None`` before the first month is over. Two queries, whatever the size of the ledger.
    """
    this_month = calendar.start_of(calendar.today().replace(day=1))
    before = Contribution.objects.filter(published_at__lt=this_month)
    latest = before.aggregate(latest=Max("published_at"))["latest"]
    if latest is None:
        return None
    day = periods.local(latest).date()
    month = calendar.month(day.year, day.month)
    counted = sorted(_by_unit(month), key=lambda row: (-row[1], sort_key(row[0])))
    return {
        "label": periods.label(periods.Span.MONTH, month),
        "rows": [{"unit": name, "count": count} for name, count in counted[:FRONT_PAGE_UNITS]],
        "total": sum(count for _name, count in counted),
    }


def _by_unit(month: Period) -> list[tuple[str, int]]:
    """Each unit's items under the name that it bore last; one query, since a month is little to group by the name."""
    rows = Contribution.objects.within(month).order_by().values_list("unit", "unit_name")
    found: dict[int, tuple[str, int]] = {}
    for unit, name, number, _latest in rows.annotate(number=Count("pk"), latest=Max("published_at")).order_by("latest"):
        found[unit] = (name, found.get(unit, ("", 0))[1] + number)
    return list(found.values())
