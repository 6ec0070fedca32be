"""What this room adds to Wagtail's admin; registration only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.arranging.menu import menu_item as sections_menu_item
from home.console.menu import menu_item as console_menu_item
from home.practising.menu import menu_item as practice_menu_item
from home.searching.menu import log_menu_item
from home.searching.viewsets import SearchViewSetGroup
from home.sending.menu import menu_item as sending_menu_item
from home.writing import WritePanel


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [
        path("bao-cao/tim-kiem/", include("home.searching.urls")),
        path("chuyen-muc/", include("home.arranging.urls")),
        path("gui-bai/", include("home.sending.urls")),
        path("thuc-hanh/", include("home.practising.urls")),
        path("noi-dung-don-vi/", include("home.console.urls")),
    ]


@hooks.register("register_admin_menu_item")
def sending_menu() -> MenuItem:
    return sending_menu_item()


@hooks.register("register_admin_menu_item")
def practice_menu() -> MenuItem:
    return practice_menu_item()


@hooks.register("register_admin_menu_item")
def console_menu() -> MenuItem:
    return console_menu_item()


@hooks.register("register_admin_menu_item")
def sections_menu() -> MenuItem:
    return sections_menu_item()


@hooks.register("register_reports_menu_item")
def search_log_menu() -> MenuItem:
    return log_menu_item()


@hooks.register("register_admin_viewset")
def search_viewsets() -> SearchViewSetGroup:
    return SearchViewSetGroup()


@hooks.register("construct_homepage_panels")
def write_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WritePanel())


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("portal/js/admin-start.js"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    scripts = [(static(f"portal/js/{name}.js"),) for name in ("after-autosave", "article-kinds")]
    return format_html_join("\n", '<script src="{}" defer></script>', scripts)
