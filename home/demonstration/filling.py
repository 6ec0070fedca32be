"""Filling a portal for measuring: tens of thousands of public articles in minutes and in bounded memory.

Rows are written in batches straight into the tables, with their places in lists, ledger and search, but without
revisions or approvals: a filled portal is for the stopwatch, never for readers.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from home.demonstration.corpus import ArticleText, endless
from home.models import ArticlePage, Kind, Placement, SectionPage
from search.vietnamese import slugify
from units import calendar
from units.contributions.models import Contribution
from units.models import Unit

BATCH = 500
SPAN = timedelta(days=5 * 365)


def fill(count: int, seed: int = 1) -> Iterator[int]:
    """Add ``count`` public articles, spread over all units, sections and five years; yields how many stand so far."""
    chance = random.Random(seed)  # noqa: S311 - made-up articles, not secrets
    units = list(Unit.objects.filter(page__isnull=False).select_related("page"))
    sections = list(SectionPage.objects.filter(takes_articles=True).values_list("pk", "title"))
    texts = endless(seed)
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        unit = units[(done // BATCH) % len(units)]
        with transaction.atomic():
            articles = _pages(unit, list(islice(texts, size)), chance)
            _insert_children(articles)
            _place(articles, sections, unit, chance)
            _index(articles)
        done += size
        yield done


def _pages(unit: Unit, texts: list[ArticleText], chance: random.Random) -> list[ArticlePage]:
    parent = Page.objects.get(pk=unit.page_id)
    last = parent.get_last_child()
    step = int(last.path[-Page.steplen :], 36) + 1 if last else 1
    locale, content_type = Locale.get_default(), ContentType.objects.get_for_model(ArticlePage)
    articles = []
    for offset, text in enumerate(texts):
        published = timezone.now() - timedelta(seconds=chance.randrange(int(SPAN.total_seconds())))
        slug = f"{slugify(text.title)[:60]}-{step + offset}"
        articles.append(
            ArticlePage(
                path=Page._get_path(parent.path, parent.depth + 1, step + offset),
                depth=parent.depth + 1,
                numchild=0,
                title=text.title,
                draft_title=text.title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type=content_type,
                locale=locale,
                translation_key=uuid.uuid4(),
                live=True,
                has_unpublished_changes=False,
                first_published_at=published,
                last_published_at=published,
                unit=unit,
                kind=chance.choice([Kind.NEWS, Kind.NEWS, Kind.FEATURE]),
                summary=text.summary,
                body=[("paragraph", f"<p>{paragraph}</p>") for paragraph in text.paragraphs],
                event_date=calendar.day_of(published),
                published_at=published,
                published_month=calendar.day_of(published).replace(day=1),
            )
        )
    shared = {field.attname for field in Page._meta.concrete_fields}
    pages = Page.objects.bulk_create(
        [Page(**{name: getattr(article, name) for name in shared if name != "id"}) for article in articles]
    )
    for article, page in zip(articles, pages, strict=True):
        article.pk = article.page_ptr_id = page.pk
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(articles))
    return articles


def _insert_children(articles: Sequence[models.Model]) -> None:
    # Django refuses bulk_create for a child of another table; its own insert statement does not.
    fields: list[models.Field[Any, Any]] = list(ArticlePage._meta.local_concrete_fields)
    limit = max(1, connection.ops.bulk_batch_size(fields, articles))
    for start in range(0, len(articles), limit):
        query = models.sql.InsertQuery(ArticlePage)
        query.insert_values(fields, list(articles[start : start + limit]))
        query.get_compiler(connection=connection).execute_sql()


def _place(articles: list[ArticlePage], sections: list[tuple[int, str]], unit: Unit, chance: random.Random) -> None:
    chosen = {article.pk: chance.choice(sections) for article in articles}
    through: Any = ArticlePage.sections.through
    through.objects.bulk_create(
        through(articlepage_id=article.pk, sectionpage_id=chosen[article.pk][0]) for article in articles
    )
    Placement.objects.bulk_create(
        Placement(
            article_id=article.pk,
            section_id=chosen[article.pk][0],
            published_at=_published(article),
            published_month=calendar.day_of(_published(article)).replace(day=1),
        )
        for article in articles
    )
    item_type = ContentType.objects.get_for_model(ArticlePage)
    Contribution.objects.bulk_create(
        _ledger_row(article, unit, chosen[article.pk][1], item_type) for article in articles
    )


def _ledger_row(article: ArticlePage, unit: Unit, section: str, item_type: ContentType) -> Contribution:
    published = _published(article)
    return Contribution(
        item_type=item_type,
        item_id=article.pk,
        title=article.title,
        unit=unit,
        unit_name=unit.name,
        kind=article.kind,
        sections=[section],
        origin=article.origin,
        event_date=article.event_date,
        submitted_at=published - timedelta(hours=5),
        approved_at=published,
        published_at=published,
    )


def _published(article: ArticlePage) -> datetime:
    if article.published_at is None:
        raise ValueError("every generated article is public")
    return article.published_at


def _index(articles: list[ArticlePage]) -> None:
    get_search_backend().add_bulk(ArticlePage, articles)
