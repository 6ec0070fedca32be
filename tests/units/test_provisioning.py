"""What a unit gets when it is entered in the register, and the boundary that this draws (LD-2, LD-3.6)."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.documents import permissions as document_permissions
from wagtail.images import permissions as image_permissions
from wagtail.models import Collection, GroupPagePermission, Page
from wagtailmedia import permissions as media_permissions

from home.models import ArticlePage
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UnitFactory, UserFactory
from units import provisioning
from units.models import UnitKind
from units.rights import STAFF_GROUP

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def draft_in(unit: object, owner: object = None) -> ArticlePage:
    article = ArticlePage(title="Bản nháp", slug="ban-nhap", live=False, owner=owner)
    Page.objects.get(pk=unit.page.pk).add_child(instance=article)
    return article


@pytest.mark.clause("LD-2", "LD-3.6")
def test_a_new_unit_has_its_page_collection_and_groups_at_once(portal: Portal) -> None:
    unit = UnitFactory(code="bao-loc", name="Thành ủy Bảo Lộc", kind=UnitKind.objects.get(code="dang-uy"))
    unit.refresh_from_db()
    assert unit.page.live
    assert unit.page.title == "Thành ủy Bảo Lộc"
    assert unit.page.slug == "thanh-uy-bao-loc"
    assert unit.page.get_parent().slug == "cac-dang-uy-truc-thuoc"
    assert unit.collection.get_parent().name == provisioning.UNITS_COLLECTION
    assert unit.writers != unit.editors


def test_saving_a_unit_again_gives_it_nothing_twice(portal: Portal) -> None:
    before = (Page.objects.count(), Collection.objects.count(), Group.objects.count())
    rights = GroupPagePermission.objects.count()
    portal.city.save()
    assert (Page.objects.count(), Collection.objects.count(), Group.objects.count()) == before
    assert GroupPagePermission.objects.count() == rights


def test_the_page_follows_the_name_of_the_unit_and_keeps_its_address(portal: Portal) -> None:
    address = portal.city.page.slug
    portal.city.name = "Đảng bộ phường Xuân Hương"
    portal.city.save()
    page = Page.objects.get(pk=portal.city.page.pk)
    assert (page.title, page.draft_title, page.slug) == (portal.city.name, portal.city.name, address)


@pytest.mark.clause("LD-5.1a")
@pytest.mark.parametrize("codename", ["publish_page", "bulk_delete_page", "lock_page", "unlock_page"])
def test_no_group_may_publish_or_erase(portal: Portal, codename: str) -> None:
    assert not GroupPagePermission.objects.filter(permission__codename=codename).exists()


@pytest.mark.clause("ND-1.2a", "LD-3.6")
@pytest.mark.parametrize("role", ["contributor", "board"])
def test_a_member_writes_in_their_own_unit_and_touches_no_sibling(portal: Portal, role: str) -> None:
    person = portal.member(role, portal.city)
    assert portal.city.page.permissions_for_user(person).can_add_subpage()
    sibling = portal.propaganda
    assert not sibling.page.permissions_for_user(person).can_add_subpage()
    assert not sibling.page.permissions_for_user(person).can_edit()
    assert not draft_in(sibling).permissions_for_user(person).can_edit()
    assert not portal.home.permissions_for_user(person).can_add_subpage()
    assert not portal.news.permissions_for_user(person).can_edit()


def test_a_contributor_edits_their_own_draft_and_the_board_every_draft_of_the_unit(portal: Portal) -> None:
    writer, other = portal.member("contributor", portal.city), portal.member("contributor", portal.city)
    board = portal.member("board", portal.city)
    article = draft_in(portal.city, owner=writer)
    assert article.permissions_for_user(writer).can_edit()
    assert not article.permissions_for_user(other).can_edit()
    assert article.permissions_for_user(board).can_edit()


@pytest.mark.clause("LD-5.1a")
@pytest.mark.parametrize("role", ["contributor", "board", "leader", "unit_admin"])
def test_nobody_in_a_unit_may_publish(portal: Portal, role: str) -> None:
    person = portal.member(role, portal.city)
    tester = draft_in(portal.city, owner=person).permissions_for_user(person)
    assert not tester.can_publish()
    assert not portal.city.page.permissions_for_user(person).can_publish_subpage()


@pytest.mark.parametrize(
    ("permissions", "knows_choosing"),
    [(image_permissions, True), (document_permissions, True), (media_permissions, False)],
)
def test_a_units_images_and_files_are_its_own(portal: Portal, permissions: ModuleType, knows_choosing: bool) -> None:
    policy = permissions.permission_policy
    person = portal.member("contributor", portal.city)
    shared = Collection.objects.get(name=provisioning.SHARED_COLLECTION)
    assert set(policy.collections_user_has_permission_for(person, "add")) == {portal.city.collection}
    choosable = {portal.city.collection, shared} if knows_choosing else set()
    assert set(policy.collections_user_has_permission_for(person, "choose")) == choosable
    foreign = policy.model(title="Ảnh của đơn vị khác", collection=portal.propaganda.collection)
    for action in ("change", "delete", "choose"):
        assert not policy.user_has_permission_for_instance(person, action, foreign)


@pytest.mark.parametrize("codename", ["add_user", "change_user", "delete_user", "change_group", "add_group"])
@pytest.mark.parametrize("role", ["unit_admin", "office"])
def test_no_role_gives_wagtails_own_user_screens(portal: Portal, role: str, codename: str) -> None:
    unit = portal.city if role == "unit_admin" else None
    person = portal.member(role, unit)
    app = "accounts" if codename.endswith("user") else "auth"
    assert not person.has_perm(f"{app}.{codename}")
    assert not person.has_perm(f"auth.{codename}")


def test_the_collection_of_a_unit_stays(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    client = client_of(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_collections:delete", args=[portal.city.collection_id])
    assert reverse("units_unit_modeladmin_index") in client.get(address).content.decode()
    assert client.post(address).status_code == 403
    assert Collection.objects.filter(pk=portal.city.collection_id).exists()


def test_groups_that_follow_the_memberships_stay(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    client = client_of(UserFactory(is_superuser=True))
    own = Group.objects.create(name="Cộng tác viên")
    assert portal.city.writers is not None
    for group, status in ((portal.city.writers, 403), (Group.objects.get(name=STAFF_GROUP), 403), (own, 302)):
        answer = client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
        assert answer.status_code == status
        assert Group.objects.filter(pk=group.pk).exists() is (status == 403)
    refused = client.get(reverse("wagtailusers_groups:delete", args=[portal.city.writers.pk]), follow=True)
    assert "do vai trò" in refused.content.decode()
