"""What an article's page shows besides the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.images import prefetch_images
from home.models.placement import Placement
from units import explaining
from units.audience import visible_to

if TYPE_CHECKING:
    from home.models import ArticlePage

RELATED = 4


def context(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Authors, sections, tags, source, facts, what it explains and related articles; preview and public page alike."""
    _fetch_unit_and_image(article)
    prefetch_images(article)
    sections = list(article.sections.all())
    return {
        "authors": [{"name": author.name} for author in article.authors.all()],
        "article_sections": sections,
        "article_tags": [tag.name for tag in article.tags.all()],
        "source": _source(article),
        "facts": _facts(article),
        "explained": _explained(article, request),
        "explained_by": _about_the_same(article, request),
        "related": _related(article, [section.pk for section in sections], request),
    }


def _fetch_unit_and_image(article: ArticlePage) -> None:
    """The unit, the unit's page, where readers are led to, and the lead image: one query for all three."""
    kept = type(article).objects.filter(pk=article.pk).select_related("unit__page", "lead_image").defer("body").first()
    if kept is None:
        return
    article.unit = kept.unit
    # A preview may show another image than the public page.
    if kept.lead_image_id == article.lead_image_id:
        article.lead_image = kept.lead_image


def _source(article: ArticlePage) -> dict[str, Any] | None:
    if not article.has_foreign_source:
        return None
    return {
        "name": article.source_name,
        "url": article.source_url,
        "author": article.source_author,
        "date": article.source_date,
        "permission": article.source_permission,
    }


def _facts(article: ArticlePage) -> list[dict[str, str]]:
    days = [date_format(day) for day in (article.event_date, article.event_ends) if day]
    facts = {
        "event": [(_("When"), " – ".join(days)), (_("Where"), article.event_place)],
        "exemplar": [
            (_("Who sets the example"), article.exemplar_name),
            (_("Field"), article.exemplar_field),
            (_("Year"), str(article.exemplar_year or "")),
        ],
        "rebuttal": [(_("View refuted"), article.refuted_claim), (_("Sources"), article.refutation_sources)],
    }.get(article.kind, [])
    return [{"label": label, "value": value} for label, value in facts if value]


def _explained(article: ArticlePage, request: HttpRequest) -> dict[str, Any] | None:
    """The guidance that the article explains, while it is public, and the document; None where it explains nothing."""
    page = None
    if article.explains_id:
        page = visible_to(request).readable(Page.objects.filter(pk=article.explains_id)).first()
    if page is None and not article.explains_title:
        return None
    return {
        "page": page,
        "symbol": article.explains_symbol,
        "title": article.explains_title,
        "url": article.explains_url,
    }


def _about_the_same(article: ArticlePage, request: HttpRequest) -> list[ArticlePage]:
    """Other articles that explain the same guidance or document."""
    found = explaining.items_about(request, article.explains_id, article.explains_symbol)
    return [other for other in found if other.pk != article.pk]


def _related(article: ArticlePage, sections: list[int], request: HttpRequest) -> list[ArticlePage]:
    if not sections:
        return []
    newest = (
        Placement.objects.shown()
        .filter(section=sections[0])
        .exclude(article=article.pk)
        .order_by("-published_at")
        .values("article")[:RELATED]
    )
    related: list[ArticlePage] = list(
        visible_to(request).readable(type(article).objects.filter(pk__in=newest)).order_by("-published_at").for_lines()
    )
    return related
