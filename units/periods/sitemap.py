"""Closed periods in the site map for search engines (LD-6.1b)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap

from units.periods import addresses
from units.periods.models import ClosedPeriod


class PublicStatistics(Sitemap):  # type: ignore[type-arg]
    """The page of every closed period."""

    limit = 1000

    def items(self) -> Any:
        """The periods, oldest first, so that none moves to another file of the map."""
        return ClosedPeriod.objects.order_by("first", "span")

    def location(self, item: ClosedPeriod) -> str:
        """Its page."""
        return addresses.of_period(item)

    def lastmod(self, item: ClosedPeriod) -> datetime:
        """When it was closed."""
        return item.closed_at

    def get_latest_lastmod(self) -> None:
        """No date for the index: it would be one more query for every file."""
        return None
