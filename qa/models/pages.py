"""The public side: the page that all answers are found from, one below each unit's page, and an answer (ND-6.2g)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from knowledge.models import FieldOfWork
from qa.answering.form import AnswerForm
from units.approval.corrections import Correctable, with_correction
from units.approval.panels import owned_panels
from units.models import OwnedPage, TellsOfTasks

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
SUMMARY_LENGTH = 300


class QuestionsPage(RoutablePageMixin, OwnedPage):
    """“Hỏi – Đáp” in the menu: every public answer, by field and unit, with a search and a feed."""

    structural = True
    is_creatable = False
    max_count = 1

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = owned_panels(FieldPanel("intro"))
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("questions and answers")
        verbose_name_plural = _("questions and answers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the answers that were asked for, and what they can be chosen by."""
        from qa.public import listing

        return {**super().get_context(request, *args, **kwargs), **listing.context(self, request)}

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest twenty answers as RSS 2.0 (ND-12.3)."""
        from qa.public import listing

        return listing.feed(self, request)


class AnswersOfUnitPage(OwnedPage):
    """“Hỏi – Đáp” of one unit, where its answers stand; laid when the unit drafts its first."""

    structural = True
    is_creatable = False

    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    content_panels = owned_panels()
    parent_page_types: ClassVar[list[str]] = ["units.UnitPage"]
    subpage_types: ClassVar[list[str]] = ["qa.AnswerPage"]

    class Meta:
        verbose_name = _("answers of a unit")
        verbose_name_plural = _("answers of units")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the unit's answers, newest first."""
        from qa.public import listing

        return {**super().get_context(request, *args, **kwargs), **listing.context_of_unit(self, request)}


class AnswerQuerySet(PageQuerySet):
    """Named questions about answers."""

    def published(self) -> AnswerQuerySet:
        """Public answers, newest first."""
        return self.live().order_by("-first_published_at", "-pk")

    def for_lines(self) -> AnswerQuerySet:
        """With all that a line of a list shows."""
        return self.select_related("unit", "field__parent").defer("answer")


class AnswerPage(Correctable, TellsOfTasks, OwnedPage):
    """A question without its asker, and what the unit answers; approved by the unit's leader (ND-9.4b)."""

    is_creatable = False

    question = models.TextField(
        _("question, as readers see it"),
        max_length=4000,
        help_text=_("Without anything that tells who asked: no name, number, address or other people's data."),
    )
    answer = RichTextField(_("answer"), features=FEATURES, max_length=40_000, blank=True)
    field = models.ForeignKey(
        FieldOfWork, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field of work")
    )
    asked_on = models.DateField(_("day of the question"), null=True, editable=False)

    objects = PageManager.from_queryset(AnswerQuerySet)()

    base_form_class = AnswerForm
    content_panels = with_correction(
        owned_panels(
            FieldPanel("question"),
            FieldPanel("answer"),
            FieldPanel("field"),
            FieldPanel("key_tasks"),
            FieldPanel("may_show_personal_data"),
            FieldPanel("goes_without_opinions"),
        )
    )
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [
        *OwnedPage.search_fields,
        index.SearchField("question", boost=2),
        index.SearchField("answer"),
        index.FilterField("field"),
        index.FilterField("first_published_at"),
    ]
    parent_page_types: ClassVar[list[str]] = ["qa.AnswersOfUnitPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    @property
    def published_at(self) -> Any:
        """When readers could first read it, as lists and feeds ask."""
        return self.first_published_at

    @property
    def summary(self) -> str:
        """The beginning of the answer, for feeds and search engines."""
        return Truncator(strip_tags(self.answer.replace("</p>", " "))).chars(SUMMARY_LENGTH)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add related answers."""
        from qa.public import listing

        return {**super().get_context(request, *args, **kwargs), **listing.context_of_answer(self, request)}
