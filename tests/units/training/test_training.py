"""Who was trained is on record, and a portal may ask for it before anybody gets a role (LD-4.2a)."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory
from tests.units.members.desk import ADD, appointment, new_account, refused
from units import calendar, presets
from units.models import Membership, Training, TrainingDemand
from units.presets import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2a")]
REGISTER, NOTE = "/quan-tri/tap-huan/", "/quan-tri/tap-huan/ghi/"


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def office(portal: Portal, client_of: Callable[[Any], Client]) -> Client:
    return client_of(portal.member("office", username="van-phong"))


def a_training(**changes: Any) -> dict[str, Any]:
    return {"username": "can-bo-moi", "course": "Tập huấn đợt 1", "held_on": f"{calendar.today():%d/%m/%Y}", **changes}


def an_appointment(portal: Portal, **changes: Any) -> dict[str, Any]:
    return appointment(portal.city, valid_from=f"{calendar.today():%d/%m/%Y}", username="can-bo-moi", **changes)


def test_a_training_is_noted_for_good(office: Client) -> None:
    person = UserFactory(username="can-bo-moi")
    assert office.get(NOTE).status_code == 200
    assert office.post(NOTE, a_training()).url == REGISTER
    noted = Training.objects.get()
    assert (noted.user, noted.course, noted.held_on) == (person, "Tập huấn đợt 1", calendar.today())
    assert noted.noted_by.username == "van-phong"
    assert ModelLogEntry.objects.for_instance(person).get(action="units.trained").user == noted.noted_by
    assert "Tập huấn đợt 1" in office.get(REGISTER).content.decode()


def test_what_cannot_have_been_is_refused_with_a_sentence(office: Client) -> None:
    UserFactory(username="can-bo-moi")
    tomorrow = f"{calendar.today() + timedelta(days=1):%d/%m/%Y}"
    for field, value in {"username": "khong-co-ai", "course": "", "held_on": tomorrow}.items():
        assert refused(office.post(NOTE, a_training(**{field: value})), field)
    assert not Training.objects.exists()


def test_nobody_gets_a_role_untrained_where_a_portal_says_so(portal: Portal, office: Client) -> None:
    UserFactory(username="can-bo-moi")
    assert TrainingDemand.objects.current().comes_first is False
    office.post(REGISTER, {"comes_first": "on"})
    demand = TrainingDemand.objects.current()
    assert (demand.comes_first, demand.set_by.username) == (True, "van-phong")
    refused(office.post(ADD, an_appointment(portal)), "username")
    refused(office.post(ADD, new_account(portal.city)), "account")
    assert not Membership.objects.filter(user__username="can-bo-moi").exists()
    office.post(NOTE, a_training())
    assert office.post(ADD, an_appointment(portal)).status_code == 302
    assert Membership.objects.filter(user__username="can-bo-moi").exists()


def test_a_preset_can_say_so(portal: Portal, office: Client) -> None:
    (entry,) = presets.read("lam-dong").entries["signing_in"]
    assert not entry.training_first
    TrainingDemand.objects.all().delete()
    signing_in.lay([replace(entry, training_first=True)], presets.Journal())
    assert TrainingDemand.objects.current().clause == "LD-4.2a"
    UserFactory(username="can-bo-moi")
    refused(office.post(ADD, an_appointment(portal)), "username")


def test_without_that_a_role_needs_no_training(portal: Portal, office: Client) -> None:
    UserFactory(username="can-bo-moi")
    assert office.post(ADD, an_appointment(portal)).status_code == 302


def test_the_register_is_paginated_costs_the_same_and_is_downloaded_whole(office: Client) -> None:
    keeper = UserFactory()
    one = Training.objects.create(user=UserFactory(username="a"), course="=1+1", noted_by=keeper)
    office.get(REGISTER)
    with CaptureQueriesContext(connection) as short:
        office.get(REGISTER)
    Training.objects.bulk_create([Training(user=keeper, course=f"Đợt {number}") for number in range(60)])
    with CaptureQueriesContext(connection) as long:
        assert len(office.get(REGISTER).context["trainings"]) == 50
    # A second page costs the count that it is divided by.
    assert len(long) <= len(short) + 1
    book = load_workbook(io.BytesIO(b"".join(office.get(REGISTER, {"export": "xlsx"}).streaming_content)))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert one.course in cells
    assert "Đợt 59" in cells
    lines = b"".join(office.get(REGISTER, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 62
    assert any("'=1+1" in line for line in lines)


def test_nobody_else_comes_in(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    UserFactory(username="can-bo-moi")
    for role in ("contributor", "board", "leader", "unit_admin"):
        client = client_of(portal.member(role, portal.city))
        for address, data in ((REGISTER, {"comes_first": "on"}), (NOTE, a_training())):
            for answer in (client.get(address), client.post(address, data)):
                assert (answer.status_code, answer.url) == (302, "/quan-tri/"), role
    assert not Training.objects.exists()
    assert not TrainingDemand.objects.current().comes_first
