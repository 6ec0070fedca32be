"""What this room adds to Wagtail's admin; registration only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.query import PageQuerySet
from wagtail_modeladmin.options import modeladmin_register

from units.approval.menu import InboxPanel
from units.approval.menu import menu_item as inbox_menu_item
from units.choosing import page_choices
from units.contributions.menu import report_menu_item
from units.files import refuse_unpublished
from units.members.menu import menu_item as members_menu_item
from units.people import StaffRequest
from units.register_admin import RegisterAdminGroup
from units.stock_views import open_reports

modeladmin_register(RegisterAdminGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [
        path("", include("units.approval.urls")),
        path("bao-cao/tin-bai/", include("units.contributions.urls")),
        path("nhan-su/", include("units.members.urls")),
    ]


@hooks.register("register_admin_menu_item")
def inbox_menu() -> MenuItem:
    return inbox_menu_item()


@hooks.register("register_admin_menu_item")
def members_menu() -> MenuItem:
    return members_menu_item()


@hooks.register("register_reports_menu_item")
def contributions_menu() -> MenuItem:
    return report_menu_item()


@hooks.register("construct_homepage_panels", order=-10)
def homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [InboxPanel()]


@hooks.register("construct_main_menu")
def without_foreign_help(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_page_chooser_queryset")
def own_and_public_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return page_choices(pages, request)


@hooks.register("construct_reports_menu")
def reports_open_to_the_person(request: StaffRequest, items: list[MenuItem]) -> None:
    open_reports(request, items)


@hooks.register("before_serve_document")
def documents_of_public_pages(document: AbstractDocument, request: HttpRequest) -> None:
    refuse_unpublished(document, request)
