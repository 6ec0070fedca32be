"""The front page's blocks, in a number of queries that does not grow with sections, units or articles (LD-1.1a)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Subquery
from django.http import HttpRequest

from home.models import ArticlePage, Placement, SectionPage
from units import calendar
from units.audience import visible_to
from units.contributions.reports import front_page_table
from units.front_blocks import blocks_for
from units.models import Unit

if TYPE_CHECKING:
    from home.models import HomePage

BESIDE = 3
SECTION_ARTICLES = 3
UNITS = 8
UNIT_ARTICLES = 2
#: More candidates than places, because what stands higher up the page is not shown again; and more than a section pins,
#: so that the newest is among them and tells when the section was renewed.
SLOTS = ("first", "second", "third", "fourth", "fifth", "sixth")
#: A block whose newest item is older than this shrinks to a line.
FRESH_FOR = timedelta(days=60)


def context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Lead story, three beside it, sections, other rooms' blocks, what is new by unit, the last month's figures."""
    lead_ids = _leading(page, request)
    sections, units = _sections(), _units()
    wanted = {pk for row in [*sections, *units] for pk in _slots(row)} | set(lead_ids)
    articles = {
        article.pk: article
        for article in visible_to(request).readable(ArticlePage.objects.filter(pk__in=wanted)).for_cards()
    }
    leading = [articles[pk] for pk in lead_ids if pk in articles]
    shown = {article.pk for article in leading}
    fresh_since = calendar.start_of(calendar.today() - FRESH_FOR)
    return {
        "lead": leading[0] if leading else None,
        "beside": leading[1 : BESIDE + 1],
        "sections": [_section_block(section, articles, shown, fresh_since) for section in sections],
        "latest_by_unit": [
            {"unit": unit, "page": unit.page, "articles": news}
            for unit in units
            if (news := [articles[pk] for pk in _slots(unit) if pk in articles])
        ],
        "statistics": front_page_table(),
        "blocks": blocks_for(request),
    }


def _leading(page: HomePage, request: HttpRequest) -> list[int]:
    newest = list(
        visible_to(request)
        .readable(ArticlePage.objects.published())
        .filter(lead_image__isnull=False)
        .values_list("pk", flat=True)[: BESIDE + 1]
    )
    if page.lead_article_id:
        newest = [page.lead_article_id, *(pk for pk in newest if pk != page.lead_article_id)]
    return newest[: BESIDE + 1]


def _slots(row: Any) -> list[int]:
    return [pk for name in SLOTS if (pk := getattr(row, name, None)) is not None]


def _sections() -> list[SectionPage]:
    shown = Placement.objects.shown().filter(section=OuterRef("pk"))
    first = shown.in_order().values("article")
    slots = {name: Subquery(first[n : n + 1]) for n, name in enumerate(SLOTS)}
    pinned = shown.pinned().order_by().values("section").annotate(number=Count("pk")).values("number")
    return list(
        SectionPage.objects.live()
        .filter(on_home=True, takes_articles=True)
        .annotate(**slots, pinned=Subquery(pinned))
        .prefetch_related("leads__unit")
        .order_by("path")
    )


def _units() -> list[Unit]:
    newest = (
        ArticlePage.objects.filter(unit=OuterRef("pk"), published_at__isnull=False)
        .order_by("-published_at")
        .values("pk")
    )
    times = newest.values("published_at")
    slots = {name: Subquery(newest[n : n + 1]) for n, name in enumerate(SLOTS[:UNIT_ARTICLES])}
    return list(
        Unit.objects.active()
        .select_related("page")
        .annotate(**slots, renewed=Subquery(times[:1]))
        .filter(renewed__isnull=False)
        .order_by(F("renewed").desc())[:UNITS]
    )


def _section_block(
    section: SectionPage, articles: dict[int, ArticlePage], shown: set[int], fresh_since: datetime
) -> dict[str, Any]:
    slots = _slots(section)
    first = [articles[pk] for pk in slots if pk in articles]
    renewed = max((article.published_at for article in first if article.published_at), default=None)
    unseen = [article for article in first if article.pk not in shown][:SECTION_ARTICLES]
    shown.update(article.pk for article in unseen)
    pinned = slots[: getattr(section, "pinned", None) or 0]
    for article in unseen:
        article.pinned = article.pk in pinned
    return {
        "page": section,
        "leads": [lead.unit for lead in section.leads.all()],
        "articles": unseen if renewed and renewed >= fresh_since else [],
        "renewed": renewed,
    }
