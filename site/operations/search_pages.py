"""A scratch database with pages that hold any text, to measure search in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from operations.search_scratch import fill
from operations.search_sets import Document
from search import sources
from search.engines import reading_engine
from search.models import IndexedText
from search.sources import Facts, Source

BATCH = 500
SLUG = "bench-"
#: Beyond the pages that a new database has.
FIRST = 100
KINDS = ("news", "feature", "event")


@contextmanager
def scratch_database(folder: Path) -> Iterator[None]:
    """Work in a new database on the server (or, for SQLite, in ``folder``) that is removed afterwards."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        # With DEBUG every statement is kept, texts and all, which would be measured as memory.
        with pages_with_text(), override_settings(DEBUG=False):
            yield
    finally:
        connection.creation.destroy_test_db(str(original), verbosity=0)


@contextmanager
def pages_with_text() -> Iterator[None]:
    """Let plain pages keep a text to search in, in the one text field that they have besides the title."""
    fields = Page.search_fields
    Page.search_fields = [*fields, index.SearchField("search_description")]
    source = Source("page", "Page", Page, _readable, _facts, {kind: kind for kind in KINDS})
    try:
        with sources.only(source):
            yield
    finally:
        Page.search_fields = fields


def lay(documents: Sequence[Document], *, indexed: bool = True) -> list[Page]:
    """Write a public page for each document, and index it."""
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    IndexedText.objects.all().delete()
    Page.objects.filter(slug__startswith=SLUG)._raw_delete(connection.alias)
    locale = Locale.objects.get_or_create(language_code="vi")[0]
    content_type = ContentType.objects.get_for_model(Page)
    pages: list[Page] = []
    for start in range(0, len(documents), BATCH):
        some = [
            _page(root, number, document, locale, content_type)
            for number, document in enumerate(documents[start : start + BATCH], start + 1)
        ]
        with transaction.atomic():
            laid = Page.objects.bulk_create(some)
            if indexed:
                get_search_backend().add_bulk(Page, laid)
        pages += laid
    if indexed:
        reading_engine().optimise()
        fill()
    return pages


def _page(root: Page, number: int, document: Document, locale: Locale, content_type: ContentType) -> Page:
    published = timezone.now() - timedelta(hours=number % 40_000)
    return Page(
        path=Page._get_path(root.path, 2, FIRST + number),
        depth=2,
        title=document.title[:255],
        draft_title=document.title[:255],
        slug=f"{SLUG}{number}",
        url_path=f"/{SLUG}{number}/",
        search_description=document.text,
        content_type=content_type,
        locale=locale,
        translation_key=uuid.uuid4(),
        live=True,
        first_published_at=published,
    )


def _readable(request: HttpRequest) -> Any:
    return Page.objects.live().public()


def _facts(page: Page) -> Facts:
    number = page.pk or 0
    published: datetime | None = page.first_published_at
    return Facts(published, number % 40, (f"muc-{number % 12}",), KINDS[number % 3])
