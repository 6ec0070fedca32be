"""What this room adds to Wagtail's admin; registration only."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from qa.desk.menu import menu_item
from qa.desk.settings_admin import QuestionSettingsGroup
from qa.feedback.desk.menu import data_requests_item, feedback_item

modeladmin_register(QuestionSettingsGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [
        path("hoi-dap/", include("qa.desk.urls")),
        path("phan-anh/", include("qa.feedback.desk.urls")),
        path("tong-hop-phan-anh/", include("qa.feedback.synthesising.urls")),
        path("yeu-cau-du-lieu/", include("qa.desk.data_request_urls")),
    ]


@hooks.register("register_admin_menu_item")
def questions_menu() -> MenuItem:
    return menu_item()


@hooks.register("register_admin_menu_item")
def feedback_menu() -> MenuItem:
    return feedback_item()


@hooks.register("register_admin_menu_item")
def data_requests_menu() -> MenuItem:
    return data_requests_item()
