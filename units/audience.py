"""Who may read it? Every listing, feed, sitemap and search of the public site filters with this."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction

Items = TypeVar("Items", bound=QuerySet[Any])


class Audience:
    """The reader behind a request. Everybody reads what is live and unrestricted; nobody is told more yet."""

    @cached_property
    def restrictions(self) -> list[PageViewRestriction]:
        """Every restriction on a part of the tree; asked for once a request, and there are few or none."""
        return list(PageViewRestriction.objects.select_related("page"))

    def restrictions_on(self, page: Page) -> list[PageViewRestriction]:
        """The restrictions on ``page`` and what stands above it."""
        return [restriction for restriction in self.restrictions if page.path.startswith(restriction.page.path)]

    def readable(self, items: Items) -> Items:
        """Those of ``items``, pages or snippets of units, that this reader may read."""
        if not issubclass(items.model, Page):
            return items.filter(live=True)
        restricted = Q(pk__in=[])
        for restriction in self.restrictions:
            restricted |= Q(path__startswith=restriction.page.path)
        return items.filter(live=True).exclude(restricted)


def visible_to(request: HttpRequest | None) -> Audience:
    """The audience that ``request`` belongs to; ``None`` stands for the general public. Touches no session."""
    audience = getattr(request, "_portal_audience", None)
    if audience is None:
        audience = Audience()
        if request is not None:
            request._portal_audience = audience  # type: ignore[attr-defined]
    return audience
