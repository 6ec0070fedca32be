"""The small table of the public home page (LD-6.1a)."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from search.vietnamese import sort_key
from units import calendar
from units.contributions import periods
from units.contributions.figures import tally
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
    counted = [(entry.name, entry.by_kind.total()) for entry in tally(Contribution.objects.within(month)).values()]
    counted.sort(key=lambda row: (-row[1], sort_key(row[0])))
    return {
        "label": periods.label(periods.Span.MONTH, month),
        "rows": [{"unit": name, "count": count} for name, count in counted[:FRONT_PAGE_UNITS]],
        "total": sum(count for _name, count in counted),
    }
