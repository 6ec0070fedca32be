"""Keeping the public lists in step with what is public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from home.images import make_emblem, make_renditions
from home.models import ArticlePage, OrganisationSettings, Placement
from units import calendar
from units.approval.confirming import authority_of

LONGEST_AUTHORITY = ArticlePage._meta.get_field("confirmed_by").max_length


@transaction.atomic
def place(article: ArticlePage) -> None:
    """Put a public article into the lists of its sections, by the time it first became public.

    Where it stands already, what the lead units arranged holds (LD-3.1a).
    """
    published = article.first_published_at or timezone.now()
    month = calendar.day_of(published).replace(day=1)
    article.published_at, article.published_month = published, month
    ArticlePage.objects.filter(pk=article.pk).update(
        published_at=published, published_month=month, confirmed_by=authority_of(article)[:LONGEST_AUTHORITY]
    )
    sections = list(article.sections.values_list("pk", flat=True))
    article.placements.exclude(section__in=sections).delete()
    Placement.objects.bulk_create(
        [
            Placement(article_id=article.pk, section_id=section, published_at=published, published_month=month)
            for section in sections
        ],
        update_conflicts=True,
        unique_fields=["article", "section"],
        update_fields=["published_at", "published_month"],
    )


def displace(article: ArticlePage) -> None:
    """Take an article that is no longer public out of every list."""
    ArticlePage.objects.filter(pk=article.pk).update(published_at=None, published_month=None)
    # What a lead unit has hidden stays hidden, should the article come back: taking it down is no way round.
    article.placements.shown().delete()


@task()
def make_article_renditions(article_id: int) -> None:
    """Make every size of an article's images, so that no reader waits for them."""
    article = ArticlePage.objects.filter(pk=article_id).select_related("lead_image").first()
    if article is not None:
        make_renditions(article)


def on_publish(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Receiver of ``page_published``, which Wagtail sends for what waits for its hour as well."""
    if not instance.live:
        return
    place(instance)
    transaction.on_commit(lambda: make_article_renditions.enqueue(instance.pk))


def on_unpublish(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Receiver of ``page_unpublished``."""
    displace(instance)


def on_organisation_saved(sender: Any, instance: OrganisationSettings, **kwargs: Any) -> None:
    """Receiver of ``post_save``: no reader waits for the emblem either."""
    make_emblem(instance)
