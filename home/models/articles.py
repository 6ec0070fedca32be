"""Articles: the kinds of ND-6.2b, their origin (ND-7.2), authors, sections and dates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.article_form import ArticleForm
from home.article_panels import panels
from home.blocks import BodyBlock
from search.vietnamese import tidy_symbol
from units import symbols
from units.approval.corrections import Correctable, with_correction
from units.contributions.shares import AuthorShare
from units.models import OwnedPage, TellsOfTasks


class Kind(models.TextChoices):
    """What sort of item it is; each kind asks for the fields it needs (ND-2.1d, ND-6.2b)."""

    NEWS = "news", _("News item")
    FEATURE = "feature", _("Feature")
    PHOTO_STORY = "photo_story", _("Photo story")
    VIDEO = "video", _("Video")
    EXEMPLAR = "exemplar", _("Good example")
    EVENT = "event", _("Event")
    REBUTTAL = "rebuttal", _("Rebuttal of false views")


class Origin(models.TextChoices):
    """Whose work it is; all but the unit's own names its source (ND-7.2)."""

    OWN = "own", _("Own work")
    COLLECTED = "collected", _("Collected")
    REUSED = "reused", _("Reused")


class ExemplarType(models.TextChoices):
    """Whose good example it is."""

    PERSON = "person", _("A person")
    COLLECTIVE = "collective", _("A collective")


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey("home.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")


class ArticleQuerySet(PageQuerySet):
    """Named questions about articles."""

    def published(self) -> ArticleQuerySet:
        """Public articles, newest first."""
        return self.live().filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def explaining(self, page: int | None, symbol: str) -> ArticleQuerySet:
        """Public articles that explain the page of that id or the document ``symbol``, newest first."""
        by_page = Q(explains=page) if page is not None else Q(pk__in=[])
        return self.published().filter(by_page | Q(explains_symbol=symbol) if symbol else by_page)

    def for_lines(self) -> ArticleQuerySet:
        """With all that a line without an image shows; bodies stay in the database."""
        return self.select_related("unit").defer("body")

    def for_cards(self) -> ArticleQuerySet:
        """With all that a card shows, in a number of queries that does not grow; bodies stay in the database."""
        return self.select_related("unit", "lead_image").prefetch_related("lead_image__renditions").defer("body")


class ArticlePage(Correctable, TellsOfTasks, OwnedPage):
    """An item of news or an article of a unit."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    lead_image = models.ForeignKey(
        "knowledge.PortalImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead image")
    )
    lead_image_alt = models.CharField(_("text alternative of the lead image"), max_length=250, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("body"))

    event_date = models.DateField(_("day of the event"), null=True, blank=True)
    timely = models.BooleanField(
        _("timely news"), default=False, help_text=_("Has to be public on the day of the event.")
    )
    completed_on = models.DateField(
        _("day the subject was completed"),
        null=True,
        blank=True,
        help_text=_("What is not timely news has to be public within a week of it; of the day of submission if empty."),
    )
    sections = ParentalManyToManyField(
        "home.SectionPage", blank=True, related_name="articles", verbose_name=_("sections")
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))

    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.OWN)
    source_name = models.CharField(_("name of the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_author = models.CharField(_("author at the source"), max_length=200, blank=True)
    source_date = models.DateField(_("date at the source"), null=True, blank=True)
    source_permission = models.CharField(_("permission to reuse it"), max_length=300, blank=True)

    event_ends = models.DateField(_("last day of the event"), null=True, blank=True)
    event_place = models.CharField(_("place of the event"), max_length=200, blank=True)
    exemplar_name = models.CharField(_("who sets the example"), max_length=200, blank=True)
    exemplar_type = models.CharField(_("person or collective"), max_length=20, choices=ExemplarType, blank=True)
    exemplar_field = models.CharField(_("field"), max_length=200, blank=True)
    exemplar_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    exemplar_consent = models.BooleanField(
        _("The person shown has consented to the publication of their name and picture."), default=False
    )
    refuted_claim = models.TextField(_("the false view that is refuted"), max_length=1000, blank=True)
    refutation_sources = models.TextField(_("sources of the rebuttal, one a line"), max_length=2000, blank=True)

    explains = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("guidance that it explains"),
        help_text=_("A public guidance of any unit; the two then lead to each other."),
    )
    explains_symbol = models.CharField(
        _("number and symbol of the document that it explains"),
        max_length=100,
        blank=True,
        validators=[symbols.validate],
        help_text=_("Such as 845-QĐ/ĐUK. Articles about the same document then lead to each other."),
    )
    explains_title = models.CharField(_("title of that document"), max_length=500, blank=True)
    explains_url = models.URLField(_("address of that document"), max_length=500, blank=True)

    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_month = models.DateField(null=True, editable=False)
    confirmed_by = models.CharField(_("approved for publication by"), max_length=1000, blank=True, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    base_form_class = ArticleForm
    content_panels = with_correction(panels())
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [
        *OwnedPage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("exemplar_name"),
        index.RelatedFields("authors", [index.SearchField("name")]),
        index.SearchField("explains_symbol"),
        index.SearchField("explains_title"),
        index.FilterField("published_at"),
    ]
    parent_page_types: ClassVar[list[str]] = ["units.UnitPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["-published_at"], name="article_newest"),
            models.Index(fields=["unit", "-published_at"], name="article_unit_newest"),
            models.Index(fields=["unit", "published_month"], name="article_unit_month"),
            models.Index(fields=["explains_symbol", "-published_at"], name="article_symbol"),
        ]

    @property
    def has_foreign_source(self) -> bool:
        """Whether the source has to be named (ND-7.2)."""
        return self.origin != Origin.OWN

    def clean(self) -> None:
        """Write the symbol one way, so that articles about one document find each other (ND-6.2đ)."""
        super().clean()
        self.explains_symbol = tidy_symbol(self.explains_symbol)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add authors, sections, tags, source, facts, what it explains and related articles."""
        from home import article_view

        return {**super().get_context(request, *args, **kwargs), **article_view.context(self, request)}


class ArticleAuthor(AuthorShare):
    """An author of an article and the share of the work in per cent."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")

    class Meta(AuthorShare.Meta):
        abstract = False
