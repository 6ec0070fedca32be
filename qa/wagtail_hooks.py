"""What this room adds to Wagtail's admin; registration only."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from qa.desk.menu import menu_item
from qa.desk.settings_admin import QuestionSettingsGroup

modeladmin_register(QuestionSettingsGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("hoi-dap/", include("qa.desk.urls"))]


@hooks.register("register_admin_menu_item")
def questions_menu() -> MenuItem:
    return menu_item()
