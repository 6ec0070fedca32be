"""The public list of commendations in the site map for search engines (LD-7.2)."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from units.commendations.public_views import years_with_any


class PublicCommendations(Sitemap):  # type: ignore[type-arg]
    """The page of every year for which somebody was commended."""

    def items(self) -> list[int]:
        """The years, oldest first."""
        return sorted(years_with_any())

    def location(self, item: int) -> str:
        """Its page."""
        return reverse("commended:year", args=[item])
