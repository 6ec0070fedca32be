"""Pages that list what was published: paginated, by month, with a feed. Upper rooms say what there is to list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from units import calendar
from units.feeds import feed_of

if TYPE_CHECKING:
    from units.models import Unit

PER_PAGE = 20


@dataclass(frozen=True)
class Month:
    """A month in which something was published, by its first day, and how much."""

    first: date
    count: int

    @property
    def label(self) -> str:
        """The month as 10/2026."""
        return f"{self.first:%m/%Y}"


class Listing(Protocol):
    """What was published somewhere, newest first."""

    def published(self) -> QuerySet[Any]:
        """Every item, ready to be shown in a list."""
        ...

    def within(self, period: calendar.Period) -> QuerySet[Any]:
        """The items published in ``period``."""
        ...

    def months(self) -> list[Month]:
        """The months that have items, newest first."""
        ...


_unit_listing: list[Callable[[Unit], Listing]] = []


def register_unit_listing(listing: Callable[[Unit], Listing]) -> None:
    """Tell this room what a unit's page lists; the room of the articles calls it when it opens."""
    _unit_listing[:] = [listing]


def listing_of_unit(unit: Unit) -> Listing:
    """What ``unit`` has published."""
    return _unit_listing[0](unit)


class ListingPageMixin(RoutablePageMixin):
    """A page with a paginated list of what was published, an archive by month and an RSS feed."""

    archive_template = "home/archive.html"

    def listing(self) -> Listing:
        """What this page lists."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``articles`` (a page of 20), ``archive_months`` and ``feed_url``."""
        listing = self.listing()
        url = self.get_url(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": Paginator(listing.published(), PER_PAGE).get_page(request.GET.get("page")),
            "archive_months": [self._month_link(month, url) for month in listing.months()],
            "feed_url": f"{url}rss/",
        }

    @staticmethod
    def _month_link(month: Month, url: str) -> dict[str, Any]:
        return {"label": month.label, "count": month.count, "url": f"{url}{month.first:%Y/%m}/"}

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest twenty items as RSS 2.0 (ND-12.3)."""
        return feed_of(self, self.listing().published()[:PER_PAGE], request)

    @path("<int:year>/<int:number>/", name="archive")
    def archive(self, request: HttpRequest, year: int, number: int) -> HttpResponse:
        """What was published in one month. Raises ``Http404`` for a month that does not exist."""
        try:
            period = calendar.month(year, number)
        except ValueError as error:
            raise Http404(_("There is no such month.")) from error
        listing, url = self.listing(), self.get_url(request)
        months = listing.months()
        later = [month for month in months if month.first > period.first]
        earlier = [month for month in months if month.first < period.first]
        context = {
            **super().get_context(request),
            "scope_title": self.title,
            "month_label": f"{period.first:%m/%Y}",
            "articles": Paginator(listing.within(period), PER_PAGE).get_page(request.GET.get("page")),
            "previous": self._month_link(earlier[0], url) if earlier else None,
            "next": self._month_link(later[-1], url) if later else None,
        }
        return TemplateResponse(request, self.archive_template, context)
