"""The site map for search engines: an index of files of a thousand pages, so that its cost is bounded."""

from __future__ import annotations

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from units.audience import visible_to


class PublicPages(Sitemap):
    """Every page that anybody may read."""

    limit = 1000

    def items(self) -> PageQuerySet:
        """The pages in the order of the tree, without their content."""
        pages = Page.objects.descendant_of(self.get_wagtail_site().root_page, inclusive=True).order_by("path")
        return visible_to(self.request).readable(pages)

    def get_latest_lastmod(self) -> None:
        """No date for the index: finding it would read every page."""
        return None
