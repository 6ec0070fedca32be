"""What sections and units list: articles, newest first, by indexes that hold whatever the size of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F

from home.models import ArticlePage, Placement, SectionPage
from home.models.articles import ArticleQuerySet
from units.calendar import Period
from units.listing import Month
from units.models import Unit


@dataclass(frozen=True)
class UnitListing:
    """The articles of a unit."""

    unit: Unit

    def published(self) -> ArticleQuerySet:
        """Every public article of the unit, newest first."""
        return ArticlePage.objects.published().filter(unit=self.unit).for_cards()

    def within(self, period: Period) -> ArticleQuerySet:
        """Those published in ``period``."""
        return self.published().filter(published_at__gte=period.begins_at, published_at__lt=period.ends_at)

    def months(self) -> list[Month]:
        """The months that have articles, newest first; one query on an index."""
        rows = ArticlePage.objects.filter(unit=self.unit, published_month__isnull=False)
        return _months(rows.values_list("published_month").annotate(n=Count("pk")).order_by("-published_month"))


@dataclass(frozen=True)
class SectionListing:
    """The articles filed in a section."""

    section: SectionPage

    def published(self) -> ArticleQuerySet:
        """Every public article shown in the section: pinned first, then the newest; ``pinned`` says which those are."""
        return self._shown()

    def within(self, period: Period) -> ArticleQuerySet:
        """Those published in ``period``."""
        return self._shown(placements__published_at__gte=period.begins_at, placements__published_at__lt=period.ends_at)

    def months(self) -> list[Month]:
        """The months that have articles, newest first; one query on an index."""
        rows = Placement.objects.shown().filter(section=self.section)
        return _months(rows.values_list("published_month").annotate(n=Count("pk")).order_by("-published_month"))

    def _shown(self, **period: datetime) -> ArticleQuerySet:
        # In one filter, because each further one would join the placements anew, in other sections too.
        placed = {"placements__section": self.section, "placements__hidden": False, **period}
        return (
            ArticlePage.objects.live()
            .filter(**placed)
            .order_by("-placements__rank", "-placements__published_at", "-pk")
            .annotate(pinned=F("placements__rank"))
            .for_cards()
        )


def _months(rows: Iterable[tuple[date, int]]) -> list[Month]:
    return [Month(first, count) for first, count in rows]
