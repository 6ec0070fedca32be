"""What this room adds to Wagtail's admin; registration only."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from operations.menu import events_menu_item, networks_menu_item


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("an-toan/", include("operations.urls"))]


@hooks.register("register_reports_menu_item")
def events_menu() -> MenuItem:
    return events_menu_item()


@hooks.register("register_settings_menu_item")
def networks_menu() -> MenuItem:
    return networks_menu_item()
