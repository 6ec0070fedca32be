"""The way from the front page to a page: for routing, and for a reader who came from a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

SHOWN = ("pk", "title", "url_path", "depth", "path")


class Crumb(TypedDict):
    """One step of the way."""

    title: str
    url: str


def walk(root: Page, slugs: Sequence[str]) -> list[Page]:
    """The pages that ``slugs`` name one below the other from ``root``, as far as there are any; one query."""
    steps = Q()
    for level, slug in enumerate(slugs, start=1):
        steps |= Q(depth=root.depth + level, slug=slug)
    found = list(Page.objects.descendant_of(root).filter(steps)) if slugs else []
    way: list[Page] = []
    for slug in slugs:
        above = way[-1] if way else root
        below = [page for page in found if page.slug == slug and page.is_child_of(above)]
        if not below:
            break
        way.append(below[0])
    return way


def remember(page: Page, ancestors: list[Page]) -> None:
    """Keep the way that routing has found, so that the breadcrumbs need not ask again."""
    page._portal_ancestors = ancestors


def breadcrumbs(page: Page, request: HttpRequest) -> list[Crumb]:
    """The way from the home page to the parent of ``page``; at most one query."""
    ancestors = getattr(page, "_portal_ancestors", None)
    if ancestors is None:
        ancestors = page.get_ancestors().filter(depth__gt=1).only(*SHOWN)
    return [{"title": ancestor.title, "url": ancestor.get_url(request) or "/"} for ancestor in ancestors]
