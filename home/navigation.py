"""The menu, the organisation and the way back: what every public page shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import OrganisationSettings

MENU_LEVELS = 2


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``organisation``, ``navigation`` and ``home_url``; nothing on the admin's pages."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return {}
    site = Site.find_for_request(request)
    if site is None:
        return {"organisation": None, "navigation": [], "home_url": "/"}
    return {
        "organisation": OrganisationSettings.objects.filter(site=site).select_related("emblem").first(),
        "navigation": menu(site, request),
        "home_url": "/",
    }


def menu(site: Site, request: HttpRequest) -> list[dict[str, Any]]:
    """The pages marked for menus in the two levels below the home page; one query."""
    root = site.root_page
    pages = (
        Page.objects.descendant_of(root)
        .filter(depth__lte=root.depth + MENU_LEVELS, live=True, show_in_menus=True)
        .order_by("path")
        .only("pk", "path", "depth", "title", "url_path", "content_type")
    )
    items: list[dict[str, Any]] = []
    parents: dict[str, dict[str, Any]] = {}
    for page in pages:
        url = page.get_url(request) or "/"
        item = {"title": page.title, "url": url, "is_current": request.path.startswith(url), "children": []}
        if page.depth == root.depth + 1:
            items.append(item)
            parents[page.path] = item
        elif page.path[: -Page.steplen] in parents:
            parents[page.path[: -Page.steplen]]["children"].append(item)
    return items
