"""Roles held from one day to another: rights begin and end with them (LD-4.2b, LD-5.1a, ND-10.1)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory, UserFactory
from units import people
from units.models import Capability, Membership, Role

pytestmark = pytest.mark.django_db

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def at(*moment: int) -> time_machine.travel:
    return time_machine.travel(datetime(*moment, tzinfo=SAIGON), tick=False)


@pytest.mark.clause("LD-5.1a", "ND-10.1")
def test_a_membership_keeps_its_decision_and_its_days(portal: Portal) -> None:
    membership = MembershipFactory(
        role=Role.objects.get(code="board"),
        unit=portal.city,
        decision="Quyết định số 843-QĐ/ĐUK",
        valid_from="2026-01-05",
    )
    kept = Membership.objects.get(pk=membership.pk)
    assert (kept.decision, kept.valid_from, kept.valid_to) == ("Quyết định số 843-QĐ/ĐUK", date(2026, 1, 5), None)


@pytest.mark.clause("LD-4.2b")
def test_a_right_is_gone_at_the_midnight_in_vietnam_that_ends_its_last_day(portal: Portal) -> None:
    with at(2026, 6, 1, 9):
        person = portal.member("board", portal.city)
        Membership.objects.filter(user=person).update(valid_to=date(2026, 6, 30))
    with at(2026, 6, 30, 23, 59):
        assert people.has_capability(person, Capability.EDIT, portal.city)
        assert people.holds(person, "board", portal.city)
        assert list(people.holders("board", portal.city)) == [person]
    with at(2026, 7, 1, 0, 0):
        assert not people.has_capability(person, Capability.EDIT, portal.city)
        assert not people.holds(person, "board", portal.city)
        assert not people.holders("board", portal.city).exists()


@pytest.mark.clause("LD-4.2b")
def test_a_membership_that_ended_leaves_no_group_once_the_admin_is_asked(portal: Portal, client: Client) -> None:
    with at(2026, 6, 30, 23, 59):
        person = portal.member("board", portal.city)
        Membership.objects.filter(user=person).update(valid_to=date(2026, 6, 30))
        client.force_login(person)
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        assert person.groups.count() == 2
    with at(2026, 7, 1, 0, 0):
        response = client.get(reverse("wagtailadmin_home"))
        assert response.status_code == 302
        assert not person.groups.exists()


def test_a_membership_to_come_gives_nothing_before_its_first_day(portal: Portal, client: Client) -> None:
    with at(2026, 6, 1, 9):
        person = UserFactory()
        MembershipFactory(user=person, role=Role.objects.get(code="board"), unit=portal.city, valid_from="2026-06-02")
        assert not person.groups.exists()
        assert not people.has_capability(person, Capability.WRITE, portal.city)
    with at(2026, 6, 2, 0, 0):
        client.force_login(person)
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        assert portal.city.editors in person.groups.all()


@pytest.mark.clause("ND-13.6a")
def test_whoever_leaves_loses_everything_at_once(portal: Portal) -> None:
    person = portal.member("board", portal.city)
    MembershipFactory(user=person, role=Role.objects.get(code="office"), unit=None)
    person.is_active = False
    person.save()
    assert not people.units_of(person).exists()
    assert not people.has_capability(person, Capability.REGISTER)
    assert not people.holders("board", portal.city).exists()


def test_a_unit_that_ended_gives_its_members_nothing_more(portal: Portal) -> None:
    person = portal.member("unit_admin", portal.city)
    assert list(people.units_with(person, Capability.MEMBERS)) == [portal.city]
    portal.city.valid_to = date(2026, 1, 31)
    portal.city.save()
    assert not people.units_with(person, Capability.MEMBERS).exists()


@pytest.mark.clause("ND-1.2a")
def test_a_role_in_one_unit_gives_nothing_in_another(portal: Portal) -> None:
    person = portal.member("board", portal.city)
    assert not people.has_capability(person, Capability.EDIT, portal.propaganda)
    assert not people.has_capability(person, Capability.EDIT)
    assert not people.holds(person, "board", portal.office)


@pytest.mark.parametrize(("role", "in_unit"), [("board", False), ("office", True)])
def test_a_role_is_held_where_the_regulation_puts_it(portal: Portal, role: str, in_unit: bool) -> None:
    membership = Membership(
        user=UserFactory(), role=Role.objects.get(code=role), unit=portal.city if in_unit else None, decision="Số 1"
    )
    with pytest.raises(ValidationError) as caught:
        membership.full_clean()
    assert "unit" in caught.value.message_dict


def test_a_membership_does_not_end_before_it_begins(portal: Portal) -> None:
    membership = Membership(
        user=UserFactory(),
        role=Role.objects.get(code="board"),
        unit=portal.city,
        valid_from=date(2026, 5, 2),
        valid_to=date(2026, 4, 30),
    )
    with pytest.raises(ValidationError) as caught:
        membership.full_clean()
    assert "valid_to" in caught.value.message_dict
