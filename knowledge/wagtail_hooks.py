"""What this room adds to Wagtail's admin; registration only."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from knowledge.field_admin import FieldAdmin
from knowledge.filetexts.report import menu_item as file_texts_menu_item
from knowledge.situation_admin import SituationViewSet

modeladmin_register(FieldAdmin)
register_snippet(SituationViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("bao-cao/noi-dung-tep/", include("knowledge.filetexts.urls"))]


@hooks.register("register_reports_menu_item")
def file_texts_menu() -> MenuItem:
    return file_texts_menu_item()
