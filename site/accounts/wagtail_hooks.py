"""What accounts add to Wagtail's admin; registration only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from accounts.helping import stock, wording
from accounts.rules.views import register_menu_item

if TYPE_CHECKING:
    from accounts.models import User


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [
        path("tai-khoan/", include("accounts.own.urls")),
        path("quy-che-su-dung/", include("accounts.rules.urls")),
        path("giup-tai-khoan/", include("accounts.helping.urls")),
    ]


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, Any]:
    return wording.account_item("password")


@hooks.register("register_account_menu_item")
def devices_item(request: HttpRequest) -> dict[str, Any]:
    return wording.account_item("devices")


@hooks.register("register_account_menu_item")
def sessions_item(request: HttpRequest) -> dict[str, Any]:
    return wording.account_item("sessions")


@hooks.register("register_account_menu_item")
def rules_item(request: HttpRequest) -> dict[str, Any]:
    return wording.account_item("rules")


@hooks.register("register_reports_menu_item")
def rules_register_menu() -> MenuItem:
    return register_menu_item()


@hooks.register("register_settings_menu_item")
def password_age_menu() -> MenuItem:
    return wording.password_age_menu_item()


@hooks.register("register_user_listing_buttons")
def help_button(user: User, request_user: User) -> Iterator[Button]:
    yield from wording.help_buttons(user, request_user)


@hooks.register("register_log_actions")
def account_actions(actions: Any) -> None:
    wording.log_actions(actions)


@hooks.register("after_create_user")
def invite_new(request: HttpRequest, user: User) -> None:
    stock.created(request, user)


@hooks.register("after_edit_user")
def end_sessions_of_edited(request: HttpRequest, user: User) -> None:
    stock.edited(request, user)


@hooks.register("after_bulk_action")
def end_sessions_of_many(request: HttpRequest, action_type: str, objects: list[Any], action_class: Any) -> None:
    stock.edited_in_bulk(request, objects)
