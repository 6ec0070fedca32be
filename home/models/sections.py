"""Sections of the portal, who leads them and who may contribute (LD-3.1 to 3.6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from units.approval.panels import owned_panels
from units.entitlements import sections
from units.listing import Listing, ListingPageMixin
from units.models import OwnedPage, Unit

if TYPE_CHECKING:
    from accounts.models import User


class LeadsApprove(models.TextChoices):
    """Whose approval an article needs in a section that several units lead (LD-3.4)."""

    ANY = "any", _("any of the lead units")
    ALL = "all", _("all lead units")


class SectionQuerySet(PageQuerySet):
    """Named questions about sections."""

    def open_to(self, unit: Unit | None) -> SectionQuerySet:
        """The sections that ``unit`` leads or may contribute to; a section without a list is open to all."""
        if unit is None:
            return self.none()
        everybody = models.Q(contributors=None)
        return (
            self.filter(takes_articles=True)
            .filter(everybody | models.Q(contributors=unit) | models.Q(leads__unit=unit))
            .distinct()
        )

    def covered_by(self, user: User | None, unit: Unit | None, kept: Collection[int] = ()) -> SectionQuerySet:
        """Those in which a right of ``user`` in ``unit`` lets them file items, and those ``kept`` (LD-4.2b)."""
        codes = sections.covered(user, unit) if user is not None else None
        return self if codes is None else self.filter(models.Q(code__in=codes) | models.Q(pk__in=kept))


class SectionPage(ListingPageMixin, OwnedPage):
    """A section: an entry of the menu that lists articles, or a heading for sections below it."""

    structural = True

    code = models.SlugField(_("code"), max_length=60, unique=True, editable=False)
    intro = models.TextField(_("introduction"), blank=True)
    takes_articles = models.BooleanField(_("articles are filed here"), default=True)
    on_home = models.BooleanField(_("shown on the home page"), default=True)
    leads_approve = models.CharField(
        _("who approves for the lead units"),
        max_length=3,
        choices=LeadsApprove,
        default=LeadsApprove.ANY,
        help_text=_("Counts where several units lead the section."),
    )
    contributors = ParentalManyToManyField(
        Unit,
        blank=True,
        related_name="+",
        verbose_name=_("contributing units"),
        help_text=_("Leave empty to let every unit contribute."),
    )

    objects = PageManager.from_queryset(SectionQuerySet)()

    content_panels = owned_panels(
        FieldPanel("intro"),
        FieldPanel("takes_articles"),
        FieldPanel("on_home"),
        InlinePanel("leads", label=_("Lead unit"), heading=_("Lead units")),
        FieldPanel("leads_approve"),
        FieldPanel("contributors"),
    )
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*OwnedPage.search_fields, index.SearchField("intro")]
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["home.SectionPage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def listing(self) -> Listing:
        """What was published in this section."""
        from home.listing import SectionListing

        return SectionListing(self)

    def lead_units(self) -> list[Unit]:
        """The units that answer for the section."""
        return [lead.unit for lead in self.leads.select_related("unit__page")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the lead units and the sections below this one."""
        return {
            **super().get_context(request, *args, **kwargs),
            "leads": self.lead_units(),
            "subsections": list(self.get_children().live()),
        }


class SectionLead(Orderable):
    """A unit that leads a section; a section may have several (LD-3.4)."""

    section = ParentalKey(SectionPage, on_delete=models.CASCADE, related_name="leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="led_sections", verbose_name=_("unit"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["section", "unit"], name="a_unit_leads_a_section_once")]
