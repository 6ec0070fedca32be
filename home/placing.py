"""Keeping the public lists in step with what is public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from home.images import make_emblem, make_renditions
from home.models import ArticlePage, OrganisationSettings, Placement
from units import calendar


@transaction.atomic
def place(article: ArticlePage) -> None:
    """Put a public article into the lists of its sections, by the time it first became public."""
    published = article.first_published_at or timezone.now()
    month = calendar.day_of(published).replace(day=1)
    article.published_at, article.published_month = published, month
    ArticlePage.objects.filter(pk=article.pk).update(published_at=published, published_month=month)
    article.placements.all().delete()
    Placement.objects.bulk_create(
        Placement(article_id=article.pk, section_id=section, published_at=published, published_month=month)
        for section in article.sections.values_list("pk", flat=True)
    )


def displace(article: ArticlePage) -> None:
    """Take an article that is no longer public out of every list."""
    ArticlePage.objects.filter(pk=article.pk).update(published_at=None, published_month=None)
    article.placements.all().delete()


@task()
def make_article_renditions(article_id: int) -> None:
    """Make every size of an article's images, so that no reader waits for them."""
    article = ArticlePage.objects.filter(pk=article_id).select_related("lead_image").first()
    if article is not None:
        make_renditions(article)


def on_publish(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Receiver of ``page_published``."""
    place(instance)
    transaction.on_commit(lambda: make_article_renditions.enqueue(instance.pk))


def on_unpublish(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Receiver of ``page_unpublished``."""
    displace(instance)


def on_organisation_saved(sender: Any, instance: OrganisationSettings, **kwargs: Any) -> None:
    """Receiver of ``post_save``: no reader waits for the emblem either."""
    make_emblem(instance)
