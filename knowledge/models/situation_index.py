"""The index of common situations, under which each of them has its permanent address (ND-6.2g, ND-9.5)."""

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


class SituationIndexPage(RoutablePageMixin, OwnedPage):
    """Where readers look for a situation like theirs. Laid by a preset, one for the portal."""

    structural = True
    is_creatable = False
    max_count = 1

    heading = models.CharField(
        _("heading"), max_length=200, blank=True, help_text=_("The full name; the title stands in the menu.")
    )
    intro = models.TextField(_("introduction"), blank=True)

    content_panels = owned_panels(FieldPanel("heading"), FieldPanel("intro"))
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*OwnedPage.search_fields, index.SearchField("heading"), index.SearchField("intro")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("index of situations")
        verbose_name_plural = _("indexes of situations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the reader asked for and found."""
        from knowledge.public import index as public_index

        found = public_index.context(request)
        return {**super().get_context(request, *args, **kwargs), **found, "feed_url": f"{self.get_url(request)}rss/"}

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The situations that became public last, as RSS 2.0 (ND-12.3)."""
        from knowledge.models.situations import Situation

        newest = visible_to(request).readable(Situation.objects.all()).for_lines().newest()
        return feed_of(self, newest[:PER_PAGE], request)

    @path("<int:number>/", name="number")
    @path("<int:number>/<str:slug>/", name="situation")
    def situation(self, request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
        """One situation. Raises ``Http404`` where no reader has ever seen it, or may not now."""
        from knowledge.public.page import serve

        return serve(request, number, slug)
