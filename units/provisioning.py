"""What a unit gets: a page, a collection, groups and their permissions; idempotent, so that saving a unit is enough.

The permissions are those ``docs/permissions.md`` lists; nobody in a unit holds ``publish_page`` (LD-5.1a).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site
from wagtail.search import index

from search.vietnamese import slugify
from units.models import Unit, UnitIndexPage, UnitPage
from units.rights import REGISTER_GROUP, SITE_GROUP, STAFF_GROUP

UNITS_COLLECTION = "Các đơn vị"
SHARED_COLLECTION = "Dùng chung"
#: Wagtail asks for the permissions of its stock models, whichever model an installation uses in their place.
COLLECTION_MEMBERS = (("wagtailimages", "image"), ("wagtaildocs", "document"), ("wagtailmedia", "media"))
REGISTER_MODELS = ("unit", "unitkind", "formername", "membership", "role", "dayoff")


@transaction.atomic
def provision(unit: Unit) -> None:
    """Give ``unit`` what it needs and bring what it has in step with the register (LD-3.6)."""
    writers = unit.writers or Group.objects.get_or_create(name=f"{unit.code} – Cập nhật")[0]
    editors = unit.editors or Group.objects.get_or_create(name=f"{unit.code} – Biên tập")[0]
    page = unit.page or _page(unit)
    collection = unit.collection or _collection(unit)
    Unit.objects.filter(pk=unit.pk).update(page=page, collection=collection, writers=writers, editors=editors)
    unit.refresh_from_db(fields=["page", "collection", "writers", "editors"])
    if page is not None:
        UnitPage.objects.filter(pk=page.pk).exclude(unit=unit).update(unit=unit)
        if page.title != unit.name or unit.short_name:
            Page.objects.filter(pk=page.pk).update(title=unit.name, draft_title=unit.name)
            index_names(unit)
        _page_permissions(writers, page, {"add"})
        _page_permissions(editors, page, {"add", "change"})
    for group in (writers, editors):
        _collection_permissions(group, collection, {"add", "change", "choose"})


def index_names(unit: Unit) -> None:
    """Let readers find the page of ``unit`` by each of its names: neither a rename nor a former name saves the page."""
    for page in UnitPage.objects.filter(owner_unit=unit):
        index.insert_or_update_object(page)


def provision_site() -> None:
    """The groups, collections and permissions that belong to no unit; idempotent."""
    staff = Group.objects.get_or_create(name=STAFF_GROUP)[0]
    site = Group.objects.get_or_create(name=SITE_GROUP)[0]
    register = Group.objects.get_or_create(name=REGISTER_GROUP)[0]
    staff.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    register.permissions.add(
        *Permission.objects.filter(content_type__app_label="units", content_type__model__in=REGISTER_MODELS)
        .exclude(codename__startswith="delete_")
        .exclude(codename__endswith="_role")
    )
    register.permissions.add(Permission.objects.get(content_type__app_label="units", codename="change_silenceterms"))
    shared = _child_collection(Collection.get_first_root_node(), SHARED_COLLECTION)
    _collection_permissions(staff, shared, {"choose"})
    _collection_permissions(site, shared, {"add", "change", "choose"})
    default = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if default is not None:
        for page in default.root_page.get_children():
            open_to_site_editors(page)
        site.permissions.add(
            Permission.objects.get(content_type__app_label="home", codename="change_organisationsettings")
        )


def open_to_site_editors(page: Page) -> None:
    """Let site editors work on a page below the front page, unless units stand below it."""
    if page.specific_class is not UnitIndexPage:
        _page_permissions(Group.objects.get_or_create(name=SITE_GROUP)[0], page, {"add", "change"})


def _page(unit: Unit) -> UnitPage | None:
    directories = UnitIndexPage.objects.filter(kinds=unit.kind).order_by("path")
    directory = directories.first()
    if directory is None:
        return None
    page = UnitPage(title=unit.name, slug=slugify(unit.name)[:80], unit=unit, show_in_menus=False)
    directory.add_child(instance=page)
    return page


def _collection(unit: Unit) -> Collection:
    parent = _child_collection(Collection.get_first_root_node(), UNITS_COLLECTION)
    return _child_collection(parent, f"{unit.code} – {unit.name}"[:255])


def _child_collection(parent: Collection, name: str) -> Collection:
    found = parent.get_children().filter(name=name).first()
    if found is not None:
        return found
    parent.refresh_from_db()
    return parent.add_child(name=name)


def _page_permissions(group: Group, page: Page, actions: set[str]) -> None:
    for action in actions:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _collection_permissions(group: Group, collection: Collection, actions: set[str]) -> None:
    for app, model in COLLECTION_MEMBERS:
        for action in actions:
            permission = Permission.objects.filter(content_type__app_label=app, codename=f"{action}_{model}").first()
            if permission is not None:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )


def units_of_collection(collection: Collection) -> dict[str, Any]:
    """What keeps ``collection`` from being deleted, as Wagtail's screen for it wants to know: the unit whose it is."""
    count = Unit.objects.filter(collection=collection).count()
    return {
        "count": count,
        "count_text": ngettext(
            "%(count)s unit that keeps its files here", "%(count)s units that keep their files here", count
        )
        % {"count": count},
        "url": reverse("units_unit_modeladmin_index"),
    }
