"""What this room tells the rooms below: articles count, units list them, and lists follow publication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from home import placing
from home.arranging.rules import LEADS, leads_a_section
from home.listing import UnitListing
from home.models import ArticlePage, Kind, OrganisationSettings, SectionPage
from home.models.articles import Origin
from home.practising import rules as practising
from search import sources
from search.sources import Source
from units import explaining, page_kinds, people
from units.approval import traits
from units.approval.traits import SectionTrait, Traits
from units.audience import visible_to
from units.contributions import countable
from units.contributions.countable import AuthorFact, Facts
from units.entitlements import explaining as explaining_rights
from units.entitlements import sections as covered_sections
from units.listing import register_unit_listing
from units.models import Capability, Unit, UnitPage
from units.reports import prints

#: How many articles stand beside what they explain.
EXPLAINING_SHOWN = 8


def article_facts(article: ArticlePage) -> Facts:
    """What the ledger notes of an article."""
    return Facts(
        kind=article.kind,
        sections=[section.title for section in article.sections.all()],
        origin=article.origin,
        timely=article.timely,
        event_date=article.event_date,
        completed_on=article.completed_on,
        authors=[AuthorFact(author.name, author.share, author.user_id) for author in article.authors.all()],
    )


def article_traits(article: ArticlePage) -> Traits:
    """What an approval route asks of an article: its kind, its sections and who leads them."""
    filed = article.sections.all()
    return Traits(
        kind=article.kind,
        sections=_section_traits(SectionPage.objects.filter(pk__in=[section.pk for section in filed])),
        origin=article.origin,
        timely=article.timely,
        event_date=article.event_date,
        completed_on=article.completed_on,
    )


def section_traits(codes: Sequence[str]) -> tuple[SectionTrait, ...]:
    """The sections with these codes, for an example item."""
    return _section_traits(SectionPage.objects.filter(code__in=codes).order_by("path"))


def _section_traits(sections: Any) -> tuple[SectionTrait, ...]:
    return tuple(
        SectionTrait(
            code=section.code,
            title=section.title,
            leads=tuple(lead.unit_id for lead in section.leads.all()),
            all_leads=section.leads_approve == "all",
        )
        for section in sections.prefetch_related("leads")
    )


def sections_for_conditions() -> list[tuple[str, str]]:
    """The sections that a stage of a route can be for."""
    return list(SectionPage.objects.filter(takes_articles=True).order_by("path").values_list("code", "title"))


def sections_open_to(unit: Unit | None) -> list[covered_sections.Section]:
    """The sections in which ``unit`` may file articles; all that take any for None."""
    found = SectionPage.objects.live().filter(takes_articles=True).order_by("path")
    if unit is not None:
        found = found.filter(pk__in=SectionPage.objects.open_to(unit).values("pk"))
    return [covered_sections.Section(*row) for row in found.values_list("code", "title")]


def authors_in_content(content: dict[str, Any]) -> set[int]:
    """The accounts of the authors in the stored content of an article."""
    return {author["user"] for author in content.get("authors", []) if author.get("user")}


def articles_about(request: HttpRequest, page: int | None, symbol: str) -> list[ArticlePage]:
    """The newest articles that explain a guidance page or a document (ND-6.2đ)."""
    found = visible_to(request).readable(ArticlePage.objects.explaining(page, symbol)).for_lines()
    return list(found[:EXPLAINING_SHOWN])


def findable(request: HttpRequest) -> Any:
    """What the search may show to whoever asks."""
    return visible_to(request).readable(Page.objects.all()).defer_streamfields().specific()


def page_facts(page: Page) -> sources.Facts:
    """What the search notes of a page."""
    if isinstance(page, ArticlePage):
        codes = [section.code for section in page.sections.all()]
        # The day of publication is noted after the save that publishes, and so after indexing.
        published = page.published_at or page.first_published_at
        return sources.Facts(published, page.unit_id, codes, page.kind)
    kind = page_kinds.kind_of(type(page))
    # A section or a unit is no news of any year.
    date = None if getattr(page, "structural", True) else page.first_published_at
    return sources.Facts(date, getattr(page, "unit_id", None), kind=kind)


def unit_names(numbers: Collection[int]) -> dict[int, str]:
    """What readers call the units with these numbers."""
    return dict(Unit.objects.filter(pk__in=numbers).values_list("pk", "name"))


def section_titles(codes: Collection[str]) -> dict[str, str]:
    """What readers call the public sections with these codes."""
    return dict(SectionPage.objects.live().filter(code__in=codes).values_list("code", "title"))


def issuing_body() -> prints.Body:
    """Who issues the reports of the whole portal: the organisation behind it, below its superior body."""
    known = OrganisationSettings.objects.filter(site__is_default_site=True).first()
    return prints.Body(known.parent_body, known.organisation_name, "") if known else prints.Body("", "", "")


prints.register(issuing_body)
people.remark(LEADS, leads_a_section)
page_kinds.register_kinds(dict(Kind.choices))
page_kinds.register(SectionPage, "section", _("Section"))
page_kinds.register(UnitPage, "unit", _("Unit"))
sources.register(
    Source(
        kind="page",
        label=_("Page"),
        model=Page,
        readable=findable,
        facts=page_facts,
        kinds=page_kinds.names(),
    )
)
sources.register_labels("units", unit_names)
sources.register_labels("sections", section_titles)
explaining.register(articles_about)
countable.register(ArticlePage, article_facts, dict(Kind.choices))
countable.register_authors(ArticlePage, authors_in_content)
traits.register(ArticlePage, article_traits, Kind.choices)
traits.register_sections("home", section_traits)
traits.register_choices("only_sections", sections_for_conditions)
covered_sections.register(sections_open_to)
explaining_rights.register_capability(Capability.PRACTISE, lambda user, unit: practising.refusal_to_enter(user) is None)
traits.register_choices("only_origins", lambda: list(Origin.choices))
register_unit_listing(UnitListing)
page_published.connect(placing.on_publish, sender=ArticlePage, dispatch_uid="place-article")
post_save.connect(placing.on_organisation_saved, sender=OrganisationSettings, dispatch_uid="make-emblem")
page_unpublished.connect(placing.on_unpublish, sender=ArticlePage, dispatch_uid="displace-article")
