"""Unit administrators manage the members of their own unit and nothing else (LD-4.2b, LD-5.1a, ND-10.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory, UserFactory
from tests.units.members.desk import ADD, GOOD_PASSWORD, INDEX, appointment, end_of, new_account, refused
from units.models import Membership, Role, Unit

pytestmark = pytest.mark.django_db


# Who comes in


@pytest.mark.parametrize("role", ["contributor", "board", "leader", "standing_committee"])
def test_nobody_else_comes_in(portal: Portal, client_of: Callable[[Any], Client], role: str) -> None:
    client = client_of(portal.member(role, None if role == "standing_committee" else portal.city))
    membership = MembershipFactory(unit=portal.city)
    count = Membership.objects.count()
    for url in (INDEX, ADD, end_of(membership)):
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code == 302
            assert response.url == reverse("wagtailadmin_home")
    assert Membership.objects.count() == count


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    a_portal()
    assert client.get(INDEX).status_code == 302
    assert "login" in client.get(INDEX).url


@pytest.mark.parametrize("role", ["unit_admin", "board"])
def test_the_menu_shows_the_way_to_those_who_may_go_it(
    portal: Portal, client_of: Callable[[Any], Client], role: str
) -> None:
    html = client_of(portal.member(role, portal.city)).get(reverse("wagtailadmin_home")).content.decode()
    assert (f'"{INDEX}"' in html) == (role == "unit_admin")


# What is seen


def test_the_list_holds_the_unit_in_force_and_ended_and_no_other_unit(portal: Portal, desk: Client) -> None:
    inside = MembershipFactory(unit=portal.city, user__username="dang-lam")
    ended = MembershipFactory(unit=portal.city, user__username="da-nghi", valid_to=date(2021, 1, 1))
    outside = MembershipFactory(unit=portal.propaganda, user__username="don-vi-khac")
    html = desk.get(INDEX).content.decode()
    assert inside.user.username in html
    assert ended.user.username in html
    assert "01/01/2021" in html
    assert outside.user.username not in html
    assert outside.user.username not in desk.get(INDEX, {"unit": portal.propaganda.code}).content.decode()


def test_the_list_is_paginated_and_costs_the_same_however_long(portal: Portal, desk: Client) -> None:
    desk.get(INDEX)
    with CaptureQueriesContext(connection) as short:
        assert len(desk.get(INDEX).context["rows"]) == 1
    MembershipFactory.create_batch(55, unit=portal.city)
    with CaptureQueriesContext(connection) as long:
        assert len(desk.get(INDEX).context["rows"]) == 50
    assert len(long) == len(short)
    assert len(desk.get(INDEX, {"page": 2}).context["rows"]) == 6
    assert desk.get(INDEX, {"page": "x"}).status_code == 404


def test_the_office_sees_every_unit(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    MembershipFactory(unit=portal.city, user__username="o-da-lat")
    MembershipFactory(unit=portal.propaganda, user__username="o-tuyen-giao")
    html = client_of(portal.member("office")).get(INDEX).content.decode()
    assert "o-da-lat" in html
    assert "o-tuyen-giao" in html


# Giving a role


@pytest.mark.clause("LD-4.2b", "LD-5.1a", "ND-10.1")
def test_a_role_is_given_to_an_account_that_exists(portal: Portal, desk: Client, admin: Any) -> None:
    person = UserFactory(username="can-bo-cu")
    assert desk.get(ADD).status_code == 200
    response = desk.post(ADD, appointment(portal.city, username="can-bo-cu", valid_to="31/12/2026"))
    assert response.status_code == 302
    membership = Membership.objects.get(user=person)
    assert (membership.unit, membership.role.code) == (portal.city, "board")
    assert (membership.decision, membership.valid_from) == ("Quyết định số 12-QĐ/TU", date(2026, 6, 15))
    assert membership.valid_to == date(2026, 12, 31)
    assert portal.city.editors in person.groups.all()
    entry = ModelLogEntry.objects.for_instance(membership).get()
    assert (entry.user, entry.action) == (admin, "wagtail.create")


@pytest.mark.clause("LD-1.2d", "LD-4.2b")
def test_a_personal_account_is_made_with_the_role(portal: Portal, desk: Client) -> None:
    assert desk.post(ADD, new_account(portal.city)).status_code == 302
    person = get_user_model().objects.get(username="tran.thi.hoa")
    assert (person.get_full_name(), person.email) == ("Trần Thị Hoa", "hoa@portal.example")
    assert not person.is_superuser
    assert not person.is_staff
    assert not person.user_permissions.exists()
    assert not person.has_usable_password()


@pytest.mark.clause("LD-1.2d")
def test_the_person_alone_chooses_the_password_by_a_link_that_works_once(
    portal: Portal, desk: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        html = desk.post(ADD, new_account(portal.city), follow=True).content.decode()
    (letter,) = mailoutbox
    assert letter.to == ["hoa@portal.example"]
    link = re.search(r"http://127.0.0.1:8000(/quan-tri/password_reset/confirm/\S+)", letter.body)[1]
    assert link not in html
    stranger = Client()
    page = stranger.get(link, follow=True)
    assert "tran.thi.hoa" in page.content.decode()
    chosen = {"new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}
    assert stranger.post(page.request["PATH_INFO"], chosen).status_code == 302
    assert get_user_model().objects.get(username="tran.thi.hoa").check_password(GOOD_PASSWORD)
    assert "new_password1" not in Client().get(link, follow=True).content.decode()


def test_a_crafted_post_makes_no_superuser(portal: Portal, desk: Client) -> None:
    extra = {"is_superuser": "on", "is_staff": "on", "groups": ["1"], "user_permissions": ["1"], "is_active": "on"}
    assert desk.post(ADD, {**new_account(portal.city), **extra}).status_code == 302
    person = get_user_model().objects.get(username="tran.thi.hoa")
    assert not person.is_superuser
    assert not person.is_staff
    assert not person.user_permissions.exists()
    assert set(person.groups.values_list("name", flat=True)) == {
        portal.city.editors.name,
        "Cổng thông tin – Người làm việc",
    }


@pytest.mark.clause("LD-5.1a")
def test_a_role_without_a_decision_is_refused(portal: Portal, desk: Client) -> None:
    UserFactory(username="can-bo-cu")
    refused(desk.post(ADD, appointment(portal.city, username="can-bo-cu", decision="")), "decision")


@pytest.mark.parametrize("role", ["office", "standing_committee", "unit_admin"])
def test_a_crafted_post_gives_no_site_role_and_no_power_to_give_roles(portal: Portal, desk: Client, role: str) -> None:
    person = UserFactory(username="can-bo-cu")
    refused(desk.post(ADD, appointment(portal.city, role, username="can-bo-cu")), "role")
    assert not Membership.objects.filter(user=person).exists()


def test_a_role_that_carries_the_register_in_a_unit_is_not_given_either(portal: Portal, desk: Client) -> None:
    Role.objects.create(code="la", name="Lạ", scope="unit", capabilities=["register"])
    UserFactory(username="can-bo-cu")
    refused(desk.post(ADD, appointment(portal.city, "la", username="can-bo-cu")), "role")


@pytest.mark.clause("ND-1.2a")
def test_a_sibling_unit_is_out_of_reach(portal: Portal, desk: Client) -> None:
    UserFactory(username="can-bo-cu")
    refused(desk.post(ADD, appointment(portal.propaganda, username="can-bo-cu")), "unit")
    refused(desk.post(ADD, new_account(portal.propaganda)), "unit")
    assert not get_user_model().objects.filter(username="tran.thi.hoa").exists()
    assert not Membership.objects.filter(unit=portal.propaganda).exists()


def test_the_account_of_a_superuser_is_not_touched(portal: Portal, desk: Client) -> None:
    UserFactory(username="quan-tri-he-thong", is_superuser=True)
    refused(desk.post(ADD, appointment(portal.city, username="quan-tri-he-thong")), "username")


def test_nobody_gives_themselves_a_role(portal: Portal, desk: Client, admin: Any) -> None:
    refused(desk.post(ADD, appointment(portal.city, username=admin.username)), "username")


def test_an_existing_account_keeps_its_name_address_and_password(portal: Portal, desk: Client) -> None:
    person = UserFactory(username="can-bo-cu")
    before = (person.password, person.email, person.last_name, person.first_name)
    changes = {"email": "ke-xau@portal.example", "password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    data = appointment(portal.city, username="can-bo-cu", last_name="Kẻ", first_name="Xấu", **changes)
    assert desk.post(ADD, data).status_code == 302
    person.refresh_from_db()
    assert (person.password, person.email, person.last_name, person.first_name) == before


def test_a_new_account_does_not_take_over_one_that_exists(portal: Portal, desk: Client) -> None:
    person = UserFactory(username="tran.thi.hoa")
    before = person.password
    refused(desk.post(ADD, new_account(portal.city)), "username")
    refused(desk.post(ADD, new_account(portal.city, username="khac", email=person.email.upper())), "email")
    person.refresh_from_db()
    assert person.password == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"first_name": ""}, "first_name"),
        ({"email": ""}, "email"),
        ({"email": "khong-phai"}, "email"),
        ({"username": "Trần Hoa"}, "username"),
        ({"username": ""}, "username"),
        ({"account": "both"}, "account"),
        ({"valid_to": "14/06/2026"}, "valid_to"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
    ],
)
def test_an_incomplete_account_is_refused(portal: Portal, desk: Client, change: dict[str, str], field: str) -> None:
    people, memberships = get_user_model().objects.count(), Membership.objects.count()
    assert refused(desk.post(ADD, new_account(portal.city, **change)), field)
    assert (get_user_model().objects.count(), Membership.objects.count()) == (people, memberships)


@pytest.mark.parametrize("active", [True, False])
def test_an_unknown_or_closed_account_is_refused_with_a_sentence(portal: Portal, desk: Client, active: bool) -> None:
    if not active:
        UserFactory(username="can-bo-cu", is_active=False)
    assert refused(desk.post(ADD, appointment(portal.city, username="can-bo-cu")), "username").endswith(".")


def test_the_same_role_is_not_given_twice_for_the_same_days(portal: Portal, desk: Client) -> None:
    UserFactory(username="can-bo-cu")
    data = appointment(portal.city, username="can-bo-cu", valid_to="30/06/2026")
    assert desk.post(ADD, data).status_code == 302
    refused(desk.post(ADD, {**data, "valid_from": "30/06/2026", "valid_to": ""}), "username")
    assert desk.post(ADD, {**data, "valid_from": "01/07/2026", "valid_to": ""}).status_code == 302


def test_nobody_joins_a_unit_that_has_ended(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    office = client_of(portal.member("office"))
    UserFactory(username="can-bo-cu")
    Unit.objects.filter(pk=portal.city.pk).update(valid_to=date(2026, 6, 14))
    refused(office.post(ADD, appointment(portal.city, username="can-bo-cu")), "unit")


def test_the_office_appoints_the_administrator_of_a_unit(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    office = client_of(portal.member("office"))
    assert office.post(ADD, new_account(portal.city, "unit_admin")).status_code == 302
    refused(office.post(ADD, new_account(portal.city, "office")), "role")


# Ending a role
