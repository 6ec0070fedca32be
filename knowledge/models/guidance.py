"""Guidance pages with their forms to download, and which of them holds (ND-6.2d)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from knowledge.blocks import StepsBlock
from knowledge.guidance.form import GuidancePageForm
from knowledge.guidance.panels import panels
from knowledge.guidance.succession import refuse_wrong_predecessor
from knowledge.models.fields import FieldOfWork
from knowledge.models.guidance_queries import GuidanceQuerySet
from search.vietnamese import tidy_symbol
from units import calendar, symbols
from units.approval.corrections import Correctable, with_correction
from units.models import OwnedPage, TellsOfTasks
from units.normalising import normalise_fields


class IssuingLevel(models.TextChoices):
    """By whom the document was issued that a guidance rests on (ND-6.2c)."""

    CENTRAL = "central", _("Central level")
    PROVINCE = "province", _("Provincial level")
    OWN = "own", _("The portal's own Party committee")


class GuidancePage(Correctable, TellsOfTasks, OwnedPage):
    """How something is done: for whom, in which steps, with which forms, by which document, and from when."""

    summary = models.TextField(
        _("summary"), max_length=600, blank=True, help_text=_("What it is about, in one or two sentences.")
    )
    field_of_work = models.ForeignKey(
        FieldOfWork, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field of work")
    )
    audience = models.CharField(_("who it is for"), max_length=300, blank=True)
    steps = StreamField(StepsBlock(required=False), blank=True, verbose_name=_("steps"))

    basis_level = models.CharField(_("issued at"), max_length=20, choices=IssuingLevel, blank=True)
    basis_symbol = models.CharField(
        _("number and symbol"),
        max_length=100,
        blank=True,
        validators=[symbols.validate],
        help_text=_("Such as 845-QĐ/ĐUK. Leave it empty for a document without one, such as the Party's statutes."),
    )
    basis_title = models.CharField(_("title of the document"), max_length=500, blank=True)
    basis_url = models.URLField(_("address of the document"), max_length=500, blank=True)

    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day. Leave it empty while no end is set; what replaces the guidance ends it by itself."),
    )
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replacements", verbose_name=_("replaces")
    )

    #: A copy is another guidance and replaces nothing.
    exclude_fields_in_copy: ClassVar[list[str]] = [*Correctable.exclude_fields_in_copy, "replaces"]

    objects = PageManager.from_queryset(GuidanceQuerySet)()

    base_form_class = GuidancePageForm
    content_panels = with_correction(panels())
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [
        *OwnedPage.search_fields,
        index.SearchField("basis_symbol", boost=2),
        index.SearchField("summary"),
        index.SearchField("audience"),
        index.SearchField("steps"),
        index.SearchField("basis_title"),
        index.RelatedFields("forms", [index.SearchField("title"), index.SearchField("symbol")]),
    ]
    parent_page_types: ClassVar[list[str]] = ["units.UnitPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance pages")
        indexes = [models.Index(fields=["unit", "field_of_work"], name="guidance_unit_field")]

    @cached_property
    def published_at(self) -> datetime | None:
        """When it first went public, while it is public; the name that lists, feeds and citations know it by."""
        return self.first_published_at if self.live else None

    @property
    def is_ended(self) -> bool:
        """Whether its own last day has passed."""
        return self.in_force_until is not None and self.in_force_until < calendar.today()

    def clean(self) -> None:
        """Write the symbol one way. Raises ``ValidationError`` for a predecessor it may not name."""
        super().clean()
        self.basis_symbol = tidy_symbol(self.basis_symbol)
        refuse_wrong_predecessor(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add forms, state, predecessor and successor, what explains it and related guidance."""
        from knowledge.guidance import view

        return {**super().get_context(request, *args, **kwargs), **view.context(self, request)}


class BlankForm(Orderable):
    """A form (biểu mẫu) to download, in the version of a day; the file is one of the unit's document files."""

    page = ParentalKey(GuidancePage, on_delete=models.CASCADE, related_name="forms")
    document = models.ForeignKey(
        "knowledge.PortalDocument", models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(_("name of the form"), max_length=250)
    symbol = models.CharField(_("number of the form"), max_length=50, blank=True, help_text=_("Such as “Mẫu 1-KNĐ”."))
    version = models.CharField(_("version of the form"), max_length=50, help_text=_("Such as “2026” or “lần 2”."))
    dated = models.DateField(_("date of the version"))

    class Meta(Orderable.Meta):
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Store every text as Unicode NFC (ND-7.1f)."""
        super().clean()
        normalise_fields(self)
