"""The library of guidance: every agency's guidance by field, what holds before what does not any longer (ND-6.2d)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from units.approval.panels import owned_panels
from units.audience import visible_to
from units.feeds import feed_of
from units.listing import PER_PAGE
from units.models import OwnedPage


class GuidanceIndexPage(RoutablePageMixin, OwnedPage):
    """Where readers look for guidance. Laid by a preset, one for the portal."""

    structural = True
    is_creatable = False
    max_count = 1

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = owned_panels(FieldPanel("intro"))
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*OwnedPage.search_fields, index.SearchField("intro")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("library of guidance")
        verbose_name_plural = _("libraries of guidance")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the reader asked for and found."""
        from knowledge.guidance import library

        address = self.get_url(request)
        found = library.context(request)
        return {**super().get_context(request, *args, **kwargs), **found, "feed_url": f"{address}rss/"}

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The guidance that became public last, as RSS 2.0 (ND-12.3)."""
        from knowledge.models.guidance import GuidancePage

        newest = visible_to(request).readable(GuidancePage.objects.for_lines()).order_by("-first_published_at")
        return feed_of(self, newest[:PER_PAGE], request)
