"""RSS feeds of listings, each item with its source as a reader must quote it (ND-12.3, ND-13.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from wagtail.models import Page, Site


def feed_of(page: Page, items: Iterable[Any], request: HttpRequest) -> HttpResponse:
    """An RSS 2.0 document of ``items`` (pages with a summary, a unit and a publication time) listed by ``page``."""
    site = Site.find_for_request(request)
    name = site.site_name if site else ""
    address = page.get_full_url(request)
    feed = Rss201rev2Feed(
        title=f"{page.title} – {name}" if name else page.title,
        link=address,
        feed_url=request.build_absolute_uri(),
        description=getattr(page, "intro", "") or page.title,
        language="vi",
        feed_copyright=name,
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=item.get_full_url(request),
            description=item.summary,
            pubdate=item.published_at,
            unique_id=item.get_full_url(request),
            author_name=item.unit.name,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
