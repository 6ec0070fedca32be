"""Situations in the site map for search engines, a thousand a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap

from knowledge.models import Situation
from units.audience import visible_to


class PublicSituations(Sitemap):  # type: ignore[type-arg]
    """Every situation that anybody may read."""

    limit = 1000

    def items(self) -> Any:
        """The situations by number, without their text."""
        return visible_to(None).readable(Situation.objects.all()).order_by("pk").defer("resolution", "context")

    def lastmod(self, item: Situation) -> datetime | None:
        """When its text changed last."""
        return item.last_published_at

    def get_latest_lastmod(self) -> None:
        """No date for the index: finding it would read every situation."""
        return None
