"""A site of plain pages for the search page, without what the rooms above find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from search import sources
from search.sources import Facts, Source

MakePage = Callable[..., Page]


@pytest.fixture(autouse=True)
def site(monkeypatch: pytest.MonkeyPatch, root: Page) -> Page:
    """A site of plain pages whose first word is their section and whose number is their unit."""

    def facts(page: Page) -> Facts:
        words = page.title.lower().split()
        unit = next((int(word) for word in words if word.isdecimal()), None)
        kind = "news" if unit else "page"
        return Facts(page.first_published_at, unit, [words[0]], kind)

    def readable(_request: object) -> Any:
        return Page.objects.live().public().exclude(depth=1)

    monkeypatch.setattr(sources, "_sources", {})
    monkeypatch.setattr(sources, "_labels", {})
    sources.register(Source("page", "Trang", Page, readable, facts, {"news": "Tin"}))
    sources.register_labels("units", lambda units: {unit: f"Đơn vị {unit}" for unit in units if unit < 900})
    sources.register_labels("sections", lambda codes: {code: code.capitalize() for code in codes})
    home = Page.objects.filter(depth=2).first() or root.add_child(instance=Page(title="Trang chủ", slug="trang-chu"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def publish(site: Page, make_page: MakePage) -> MakePage:
    def make(title: str, body: str = "", year: int = 2026, **fields: Any) -> Page:
        page = make_page(title, body, parent=Page.objects.get(pk=site.pk), **fields)
        page.first_published_at = timezone.now().replace(year=year, month=3, day=4, hour=5)
        page.save()
        return page

    return make
