"""What this room tells the rooms below: articles count, units list them, and lists follow publication."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from home import placing
from home.listing import UnitListing
from home.models import ArticlePage, Kind, OrganisationSettings
from search import sources
from units.audience import visible_to
from units.contributions import countable
from units.contributions.countable import AuthorFact, Facts
from units.listing import register_unit_listing


def article_facts(article: ArticlePage) -> Facts:
    """What the ledger notes of an article."""
    return Facts(
        kind=article.kind,
        sections=[section.title for section in article.sections.all()],
        origin=article.origin,
        timely=article.timely,
        event_date=article.event_date,
        authors=[AuthorFact(author.name, author.share, author.user_id) for author in article.authors.all()],
    )


def findable(request: HttpRequest) -> Any:
    """What the search may show to whoever asks."""
    return visible_to(request).readable(Page.objects.all()).defer_streamfields().specific().prefetch_related("unit")


sources.register(findable)
countable.register(ArticlePage, article_facts, dict(Kind.choices))
register_unit_listing(UnitListing)
page_published.connect(placing.on_publish, sender=ArticlePage, dispatch_uid="place-article")
post_save.connect(placing.on_organisation_saved, sender=OrganisationSettings, dispatch_uid="make-emblem")
page_unpublished.connect(placing.on_unpublish, sender=ArticlePage, dispatch_uid="displace-article")
