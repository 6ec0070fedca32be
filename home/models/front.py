"""The home page and general pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from home.blocks import BodyBlock
from units import trail
from units.approval.corrections import Correctable, with_correction
from units.approval.panels import SchedulePanel, owned_panels
from units.audience import visible_to
from units.models import OwnedPage


class HomePage(OwnedPage):
    """The front page: the lead story, what is new by section and by unit, the month's figures (LD-1.1a)."""

    structural = True
    is_creatable = False
    max_count = 1

    lead_article = models.ForeignKey(
        "home.ArticlePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead story"),
        help_text=_("Leave empty to lead with the newest feature that has an image."),
    )

    content_panels = owned_panels(PageChooserPanel("lead_article", "home.ArticlePage"))
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.SectionPage",
        "home.StandardPage",
        "units.UnitIndexPage",
        "knowledge.SituationIndexPage",
        "qa.QuestionsPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the deepest page the address names, then let that page answer for the rest.

        Wagtail asks two queries a level, because every level may route in its own way; here only the last one may, and
        one query on the index of slugs finds the whole way.
        """
        way = trail.walk(self, path_components)
        rest = path_components[len(way) :]
        if not way:
            found: RouteResult = super().route(request, rest)
            return found
        page = way[-1].specific
        trail.remember(page, [self, *way[:-1]])
        page.known_restrictions = visible_to(request).restrictions_on(page)
        found = page.route(request, rest)
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the blocks of the front page."""
        from home import front

        return {**super().get_context(request, *args, **kwargs), **front.context(self, request)}


class StandardPage(Correctable, OwnedPage):
    """A general page, such as the introduction or the rules of use (ND-6.2a)."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("body"))

    content_panels = with_correction(owned_panels(FieldPanel("intro"), FieldPanel("body"), SchedulePanel()))
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*OwnedPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage", "units.UnitPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    class Meta:
        verbose_name = _("general page")
        verbose_name_plural = _("general pages")
