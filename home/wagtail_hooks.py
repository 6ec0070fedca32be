"""What this room adds to Wagtail's admin; registration only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

from home.writing import WritePanel


@hooks.register("construct_homepage_panels")
def write_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WritePanel())


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    scripts = [(static(f"portal/js/{name}.js"),) for name in ("after-autosave", "article-kinds")]
    return format_html_join("\n", '<script src="{}" defer></script>', scripts)
