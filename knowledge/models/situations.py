"""Common situations: a recurring case of Party work, its legal basis and how it is resolved (ND-6.2g, ND-9.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import Site
from wagtail.search import index

from knowledge.blocks import ResolutionBlock
from knowledge.models.fields import FieldOfWork
from knowledge.public.quarters import Quarter
from knowledge.situation_form import SituationForm
from knowledge.situation_panels import panels
from units import calendar
from units.approval.corrections import Correctable
from units.contributions.periods import QUARTERS, quarter_of
from units.models import OwnedSnippet, TellsOfTasks
from units.snippets.base import OwnedSnippetQuerySet

#: What its public number is called, and where the public addresses begin.
KIND = "situation"
PUBLIC_ROOT = "tinh-huong"
SUMMARY_LENGTH = 300


def first_public(period: calendar.Period) -> models.Q:
    """Public for the first time in ``period``."""
    return models.Q(first_published_at__gte=period.begins_at, first_published_at__lt=period.ends_at)


class SituationQuerySet(OwnedSnippetQuerySet):
    """Named questions about situations."""

    def within(self, field: FieldOfWork) -> Any:
        """Those filed by ``field`` or by a part of it."""
        return self.filter(field__in=FieldOfWork.objects.within(field))

    def first_public_in(self, period: calendar.Period) -> Any:
        """Those that were public for the first time in ``period``, such as ``calendar.quarter(2026, 4)``."""
        return self.filter(first_public(period))

    def newest(self) -> Any:
        """The one that became public last comes first."""
        return self.order_by("-first_published_at", "-pk")

    def for_lines(self) -> Any:
        """With all that a line of a list shows; the text stays in the database."""
        return self.select_related("unit", "field__parent").defer("resolution", "context")

    def for_page(self) -> Any:
        """With the unit's page and the field, to which readers are led from a situation's own page."""
        return self.select_related("unit__page", "field__parent")


class SituationTag(TaggedItemBase):
    """A tag on a situation."""

    content_object = ParentalKey("knowledge.Situation", on_delete=models.CASCADE, related_name="tagged_items")


class Situation(Correctable, TellsOfTasks, OwnedSnippet):
    """A recurring case with its legal basis and its resolution."""

    field = models.ForeignKey(
        FieldOfWork,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="situations",
        verbose_name=_("field of work"),
    )
    context = models.TextField(
        _("context"), max_length=4000, blank=True, help_text=_("How the situation comes about, without anybody's name.")
    )
    question = models.TextField(
        _("question at issue"), max_length=1000, blank=True, help_text=_("What has to be decided, in one question.")
    )
    resolution = StreamField(ResolutionBlock(required=False), blank=True, verbose_name=_("resolution"))
    tags = ClusterTaggableManager(through=SituationTag, blank=True, verbose_name=_("tags"))

    objects = SituationQuerySet.as_manager()

    base_form_class = SituationForm
    panels = panels()

    search_fields = [
        *OwnedSnippet.search_fields,
        index.SearchField("question", boost=2),
        index.SearchField("context"),
        index.SearchField("resolution"),
        index.RelatedFields("legal_bases", [index.SearchField("symbol", boost=2), index.SearchField("title")]),
        index.FilterField("field"),
    ]

    class Meta:
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["live", "-first_published_at"], name="situation_newest"),
            models.Index(fields=["unit", "live", "-first_published_at"], name="situation_of_unit"),
            models.Index(fields=["field", "live", "-first_published_at"], name="situation_of_field"),
        ]

    @property
    def quarter(self) -> tuple[int, int] | None:
        """Year and number of the quarter in which it was public for the first time; None before that."""
        if self.first_published_at is None:
            return None
        day = calendar.day_of(self.first_published_at)
        return day.year, quarter_of(day)

    @property
    def quarter_label(self) -> str:
        """The quarter as people write it, such as "IV/2026"; empty before the first publication."""
        return f"{QUARTERS[self.quarter[1]]}/{self.quarter[0]}" if self.quarter else ""

    @property
    def public_quarter(self) -> Quarter | None:
        """As ``quarter``, with its name and its days."""
        return Quarter(*self.quarter) if self.quarter else None

    @cached_property
    def published_at(self) -> datetime | None:
        """When it became public, under the name that the templates of public items know."""
        return self.first_published_at

    @property
    def summary(self) -> str:
        """What lists, feeds and search engines are told of it: the question, or how it comes about."""
        return self.question or Truncator(self.context).chars(SUMMARY_LENGTH)

    @property
    def url(self) -> str:
        """Its public address; the number alone finds it, so that an old title still leads here."""
        return f"/{PUBLIC_ROOT}/{self.number}/{self.slug}/"

    def get_absolute_url(self) -> str:
        """As ``url``, for Django's and Wagtail's own views."""
        return self.url

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        """The address that feeds and citations carry, with the host of the site."""
        site = Site.find_for_request(request)
        return f"{site.root_url if site else ''}{self.url}"

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """What its public page and its preview show."""
        from knowledge.public import page

        return {**super().get_context(request), **page.context(self, request)}
