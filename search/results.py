"""What the search page shows of each hit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail.models import Page

from .highlight import excerpt, highlighted
from .models import IndexedText


@dataclass(frozen=True)
class Hit:
    """A page found: its title and the best part of its text, both escaped and with the words found in ``<mark>``."""

    page: Page
    title: SafeString
    excerpt: SafeString


def hits(pages: Sequence[Page], query: str) -> list[Hit]:
    """Return ``pages`` as hits of ``query``; one query for all their texts."""
    originals = _originals(pages)
    return [
        Hit(
            page,
            highlighted(page.title, query),
            excerpt(originals.get((page.content_type_id, str(page.pk)), ""), query),
        )
        for page in pages
    ]


def _originals(pages: Sequence[Page]) -> dict[tuple[int, str], str]:
    entries = IndexedText.objects.filter(
        content_type_id__in={page.content_type_id for page in pages}, object_id__in=[str(page.pk) for page in pages]
    )
    return {
        (entry.content_type_id, entry.object_id): entry.original
        for entry in entries.defer("title", "body", "autocomplete")
    }
