"""What this room adds to Wagtail's admin; registration only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_modeladmin.options import modeladmin_register

from units.approval import editor, overseeing, taking_menu
from units.approval.menu import InboxPanel, delegations_menu_item
from units.approval.menu import menu_item as inbox_menu_item
from units.approval.route_menu import routes_menu_item
from units.choosing import page_choices
from units.clock.menu import late_menu_item
from units.commendations.menu import commendations_menu_item
from units.contributions.menu import report_menu_item
from units.directions.menu import directions_menu_item
from units.duties.menu import matrix_menu_item, register_menu_item
from units.entitlements.menu import menu_item as rights_menu_item
from units.entitlements.menu import reviews_menu_item
from units.evaluations.menu import evaluations_menu_item
from units.files import refuse_unpublished
from units.guide.menu import menu_item as guide_menu_item
from units.issued.menu import issued_menu_item
from units.keytasks.menu import key_tasks_menu_item
from units.leading.menu import LeadersPanel
from units.leading.menu import menu_item as leading_menu_item
from units.members.menu import menu_item as members_menu_item
from units.members.menu import teams_menu_item, vacant_menu_item
from units.messages.menu import menu_item as bell_menu_item
from units.obstacles.menu import obstacles_menu_item
from units.people import StaffRequest
from units.periods.menu import periods_menu_item
from units.provisioning import units_of_collection
from units.quotas.menu import quotas_menu_item
from units.record.menu import record_menu_item
from units.register_admin import RegisterAdminGroup
from units.remuneration.menu import pay_menu_item
from units.reports.menu import menu_item as all_reports_menu_item
from units.scorecards.menu import scorecards_menu_item
from units.stock_views import open_reports, without_stock_workflows
from units.training import views as training
from units.usefulness.desk import menu_item as reader_comments_menu_item

if TYPE_CHECKING:
    from accounts.models import User

modeladmin_register(RegisterAdminGroup)


hooks.register("describe_collection_contents", units_of_collection)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [
        path("", include("units.approval.urls")),
        path("bao-cao/tin-bai/", include("units.contributions.urls")),
        path("nhan-su/", include("units.members.urls")),
        path("quyen/", include("units.entitlements.urls")),
        path("tap-huan/", include("units.training.urls")),
        path("quy-trinh-duyet/", include("units.approval.route_urls")),
        path("so-nhat-ky/", include("units.record.urls")),
        path("thong-bao/", include("units.messages.urls")),
        path("bao-cao/tin-cham/", include("units.clock.urls")),
        path("bao-cao/nhiem-vu/", include("units.duties.urls")),
        path("bao-cao/ky-da-chot/", include("units.periods.urls")),
        path("bao-cao/chi-tieu/", include("units.quotas.urls")),
        path("chi-dao/", include("units.directions.urls")),
        path("van-ban-ban-hanh/", include("units.issued.urls")),
        path("nhiem-vu-trong-tam/", include("units.keytasks.urls")),
        path("bao-cao/nhuan-but/", include("units.remuneration.urls")),
        path("bao-cao/danh-gia-quy/", include("units.evaluations.urls")),
        path("bao-cao/phieu-cham-diem/", include("units.scorecards.urls")),
        path("khen-thuong/", include("units.commendations.urls")),
        path("vuong-mac/", include("units.obstacles.urls")),
        path("y-kien-ban-doc/", include("units.usefulness.desk_urls")),
        path("huong-dan/", include("units.guide.urls")),
        path("lanh-dao/", include("units.leading.urls")),
        path("bao-cao/", include("units.reports.urls")),
    ]


@hooks.register("register_admin_menu_item")
def leading_menu() -> MenuItem:
    return leading_menu_item()


@hooks.register("register_admin_menu_item")
def inbox_menu() -> MenuItem:
    return inbox_menu_item()


@hooks.register("register_admin_menu_item")
def overseeing_menu() -> MenuItem:
    return overseeing.menu_item()


@hooks.register("register_admin_menu_item")
def delegations_menu() -> MenuItem:
    return delegations_menu_item()


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def one_way_to_decide(items: list[Any], request: StaffRequest, context: dict[str, Any]) -> None:
    editor.one_way(items, request, context)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def say_who_edits(request: StaffRequest, item: Any) -> None:
    editor.say_who_edits(request, item)


@hooks.register("register_admin_menu_item")
def members_menu() -> MenuItem:
    return members_menu_item()


@hooks.register("register_admin_menu_item")
def rights_menu() -> MenuItem:
    return rights_menu_item()


@hooks.register("register_admin_menu_item")
def bell_menu() -> MenuItem:
    return bell_menu_item()


@hooks.register("register_admin_menu_item")
def guide_menu() -> MenuItem:
    return guide_menu_item()


@hooks.register("register_reports_menu_item")
def all_reports_menu() -> MenuItem:
    return all_reports_menu_item()


@hooks.register("register_reports_menu_item")
def contributions_menu() -> MenuItem:
    return report_menu_item()


@hooks.register("register_reports_menu_item")
def periods_menu() -> MenuItem:
    return periods_menu_item()


@hooks.register("register_reports_menu_item")
def quotas_menu() -> MenuItem:
    return quotas_menu_item()


@hooks.register("register_reports_menu_item")
def key_tasks_menu() -> MenuItem:
    return key_tasks_menu_item()


@hooks.register("register_reports_menu_item")
def issued_menu() -> MenuItem:
    return issued_menu_item()


@hooks.register("register_reports_menu_item")
def directions_menu() -> MenuItem:
    return directions_menu_item()


@hooks.register("register_reports_menu_item")
def pay_menu() -> MenuItem:
    return pay_menu_item()


@hooks.register("register_reports_menu_item")
def evaluations_menu() -> MenuItem:
    return evaluations_menu_item()


@hooks.register("register_reports_menu_item")
def scorecards_menu() -> MenuItem:
    return scorecards_menu_item()


@hooks.register("register_reports_menu_item")
def commendations_menu() -> MenuItem:
    return commendations_menu_item()


@hooks.register("register_reports_menu_item")
def obstacles_menu() -> MenuItem:
    return obstacles_menu_item()


@hooks.register("register_reports_menu_item")
def duties_menu() -> MenuItem:
    return matrix_menu_item()


@hooks.register("register_settings_menu_item")
def duty_register_menu() -> MenuItem:
    return register_menu_item()


@hooks.register("register_reports_menu_item")
def record_menu() -> MenuItem:
    return record_menu_item()


@hooks.register("register_reports_menu_item")
def late_items_menu() -> MenuItem:
    return late_menu_item()


@hooks.register("register_reports_menu_item")
def vacant_units_menu() -> MenuItem:
    return vacant_menu_item()


@hooks.register("register_reports_menu_item")
def teams_menu() -> MenuItem:
    return teams_menu_item()


@hooks.register("register_reports_menu_item")
def training_menu() -> MenuItem:
    return training.training_menu_item()


@hooks.register("register_reports_menu_item")
def reviews_menu() -> MenuItem:
    return reviews_menu_item()


@hooks.register("register_reports_menu_item")
def emergencies_menu() -> MenuItem:
    return taking_menu.menu_item()


@hooks.register("register_reports_menu_item")
def reader_comments_menu() -> MenuItem:
    return reader_comments_menu_item()


@hooks.register("register_log_actions")
def measures_in_history(actions: Any) -> None:
    taking_menu.log_actions(actions)
    training.log_actions(actions)


@hooks.register("register_page_header_buttons")
def measures_of_page(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from taking_menu.header_buttons(page, user)


@hooks.register("register_settings_menu_item")
def routes_menu() -> MenuItem:
    return routes_menu_item()


@hooks.register("construct_settings_menu")
def settings_without_stock_workflows(request: StaffRequest, items: list[MenuItem]) -> None:
    without_stock_workflows(request, items)


@hooks.register("construct_homepage_panels", order=-10)
def homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [LeadersPanel(), InboxPanel()]


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
