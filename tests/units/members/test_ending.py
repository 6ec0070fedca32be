"""A role ends; its record stays, and nobody ends what is not theirs to end (LD-4.2b, ND-10.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories.portal import Portal
from tests.factories.units import MembershipFactory, UserFactory
from tests.units.members.desk import INDEX, an_end, end_of, refused
from units.models import Membership, Message, RecordEntry, Role

pytestmark = pytest.mark.django_db


@pytest.mark.clause("LD-4.2b")
def test_a_role_ends_and_its_record_stays(portal: Portal, desk: Client, admin: Any) -> None:
    membership = MembershipFactory(unit=portal.city, role=Role.objects.get(code="board"))
    assert desk.get(end_of(membership)).status_code == 200
    assert desk.post(end_of(membership), an_end("30/06/2026")).status_code == 302
    membership.refresh_from_db()
    assert membership.valid_to == date(2026, 6, 30)
    assert portal.city.editors in membership.user.groups.all()
    entry = ModelLogEntry.objects.for_instance(membership).get()
    assert (entry.user, entry.data["valid_to"]) == (admin, "2026-06-30")
    assert membership.end_decision == "Quyết định số 20-QĐ/TU"
    told = Message.objects.get(recipient=membership.user)
    assert "30/06/2026" in told.text
    assert "20-QĐ/TU" in told.text
    kept = RecordEntry.objects.about(membership).last()
    assert (kept.actor, kept.details["end_decision"]) == (admin, "Quyết định số 20-QĐ/TU")


@pytest.mark.clause("LD-4.2b")
def test_a_role_does_not_end_without_a_decision(portal: Portal, desk: Client) -> None:
    membership = MembershipFactory(unit=portal.city)
    refused(desk.post(end_of(membership), an_end("30/06/2026", decision="")), "decision")
    membership.refresh_from_db()
    assert membership.valid_to is None


def test_yesterday_ends_a_role_at_once(portal: Portal, desk: Client) -> None:
    membership = MembershipFactory(unit=portal.city, role=Role.objects.get(code="board"))
    assert membership.user.groups.exists()
    assert desk.post(end_of(membership), an_end("14/06/2026")).status_code == 302
    assert not membership.user.groups.exists()


def test_a_role_given_today_by_mistake_is_taken_back_today(portal: Portal, desk: Client) -> None:
    membership = MembershipFactory(unit=portal.city, valid_from=date(2026, 6, 15))
    assert desk.post(end_of(membership), an_end("14/06/2026")).status_code == 302
    assert not membership.user.groups.exists()
    assert Membership.objects.filter(pk=membership.pk).exists()


@pytest.mark.parametrize("day", ["13/06/2026", "01/01/2020", "", "không"])
def test_days_that_have_passed_are_not_rewritten(portal: Portal, desk: Client, day: str) -> None:
    membership = MembershipFactory(unit=portal.city)
    refused(desk.post(end_of(membership), an_end(day)), "valid_to")
    membership.refresh_from_db()
    assert membership.valid_to is None


def test_ending_does_not_lengthen(portal: Portal, desk: Client) -> None:
    membership = MembershipFactory(unit=portal.city, valid_to=date(2026, 6, 20))
    refused(desk.post(end_of(membership), an_end("21/06/2026")), "valid_to")


@pytest.mark.clause("ND-1.2a")
def test_the_membership_of_another_unit_is_not_found(portal: Portal, desk: Client) -> None:
    for foreign in (MembershipFactory(unit=portal.propaganda), Membership.objects.get(user=portal.member("office"))):
        assert desk.get(end_of(foreign)).status_code == 404
        assert desk.post(end_of(foreign), an_end("14/06/2026")).status_code == 404
        foreign.refresh_from_db()
        assert foreign.valid_to is None


def test_what_is_not_theirs_to_end_is_refused_with_a_sentence(portal: Portal, desk: Client, admin: Any) -> None:
    own = Membership.objects.get(user=admin)
    other_admin = MembershipFactory(unit=portal.city, role=Role.objects.get(code="unit_admin"))
    of_superuser = MembershipFactory(unit=portal.city, user__is_superuser=True)
    ended = MembershipFactory(unit=portal.city, valid_to=date(2021, 1, 1))
    for membership in (own, other_admin, of_superuser, ended):
        before = membership.valid_to
        response = desk.post(end_of(membership), an_end("15/06/2026"))
        assert response.status_code == 403
        assert response.context["refusal"].endswith(".")
        assert response.context["refusal"] in response.content.decode()
        membership.refresh_from_db()
        assert membership.valid_to == before


def test_a_unit_admin_whose_own_time_is_over_is_shut_out_at_midnight(portal: Portal, desk: Client, admin: Any) -> None:
    Membership.objects.filter(user=admin).update(valid_to=date(2026, 6, 15))
    assert desk.get(INDEX).status_code == 200
    with time_machine.travel(datetime(2026, 6, 16, 0, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        assert desk.get(INDEX).status_code == 302
        assert not admin.groups.exists()


# Wagtail's own doors to the same people


@pytest.mark.clause("ND-13.6a")
def test_wagtails_screens_of_users_and_groups_stay_closed(portal: Portal, desk: Client, admin: Any) -> None:
    other = UserFactory()
    for name, args in [
        ("wagtailusers_users:index", []),
        ("wagtailusers_users:add", []),
        ("wagtailusers_users:edit", [other.pk]),
        ("wagtailusers_users:delete", [other.pk]),
        ("wagtailusers_groups:index", []),
        ("wagtailusers_groups:add", []),
    ]:
        response = desk.get(reverse(name, args=args))
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
