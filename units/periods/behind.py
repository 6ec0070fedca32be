"""The items behind a closed number: the rows of the ledger that were there when it was closed (LD-6.1a, LD-6.1b)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest

from units.contributions.items import public_items
from units.contributions.models import Contribution, ContributionQuerySet
from units.contributions.periods import day_text, local
from units.contributions.selection import in_section, kind_name
from units.periods.models import ClosedPeriod


def rows(period: ClosedPeriod, unit: int | None = None, kind: str = "", section: str = "") -> ContributionQuerySet:
    """The rows that the number counts, newest first; as many as it says, whatever came into the ledger later."""
    counted: ContributionQuerySet = Contribution.objects.within(period.period)
    came_late = Q(pk__in=[])
    for month in period.months:
        span = month.period
        came_late |= Q(published_at__gte=span.begins_at, published_at__lt=span.ends_at, pk__gt=month.ledger_end)
    if period.months:
        counted = counted.filter(published_at__gte=period.months[0].period.begins_at)
    counted = counted.exclude(came_late)
    if unit is not None:
        counted = counted.filter(unit=unit)
    if kind:
        counted = counted.filter(kind=kind)
    return in_section(counted, section) if section else counted


@dataclass(frozen=True)
class PublicEntry:
    """One counted item as the public reads it; without a title and an address while it is not public."""

    title: str
    url: str
    unit_name: str
    kind: str
    day: str


def public_entries(counted: list[Contribution], request: HttpRequest) -> list[PublicEntry]:
    """A page of rows in words. Titles are those that readers see today: a row's own may have been withdrawn."""
    public = public_items(counted, request)

    def entry(row: Contribution) -> PublicEntry:
        item = public.get(row.pk)
        return PublicEntry(
            title=item.title if item is not None else "",
            url=(item.get_url(request) or "") if item is not None else "",
            unit_name=row.unit_name,
            kind=kind_name(row.kind),
            day=day_text(local(row.published_at).date()),
        )

    return [entry(row) for row in counted]
