"""The two levels of fields of work: laid by a preset, kept by whoever keeps the register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knowledge.models import FieldOfWork
from tests.units._house import a_house
from units import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "LD-3.7")]


@pytest.fixture
def house():
    return a_house()


def field(code: str) -> FieldOfWork:
    return FieldOfWork.objects.get(code=code)


def test_a_field_is_followed_by_its_parts(house):
    FieldOfWork.objects.create(code="bau-cu", name="Bầu cử", parent=field("to-chuc"), order=9)
    codes = [found.code for found in FieldOfWork.objects.in_order()]
    assert codes == ["to-chuc", "ket-nap", "bau-cu", "kiem-tra"]
    assert {found.code for found in FieldOfWork.objects.within(field("to-chuc"))} == {"to-chuc", "ket-nap", "bau-cu"}
    assert [found.code for found in FieldOfWork.objects.within(field("ket-nap"))] == ["ket-nap"]


def test_a_field_that_has_ended_takes_its_parts_with_it(house):
    FieldOfWork.objects.filter(code="to-chuc").update(valid_to=calendar.today() - timedelta(days=1))
    assert [found.code for found in FieldOfWork.objects.open()] == ["kiem-tra"]
    assert {found.code for found in FieldOfWork.objects.open(on=date(2020, 1, 1))} == {"to-chuc", "ket-nap", "kiem-tra"}


@pytest.mark.parametrize(
    ("code", "parent"), [("kiem-tra", "ket-nap"), ("to-chuc", "kiem-tra"), ("kiem-tra", "kiem-tra")]
)
def test_there_are_two_levels(house, code, parent):
    changed = field(code)
    changed.parent = field(parent)
    with pytest.raises(ValidationError) as refused:
        changed.full_clean()
    assert "parent" in refused.value.message_dict


def test_the_office_adds_and_ends_fields(house):
    office = house.client("office")
    data = {"name": "Dân vận", "code": "dan-van", "parent": "", "order": "5", "valid_to": ""}
    office.post(reverse("knowledge_fieldofwork_modeladmin_create"), data)
    made = field("dan-van")
    assert "Dân vận" in office.get(reverse("knowledge_fieldofwork_modeladmin_index")).content.decode()
    office.post(reverse("knowledge_fieldofwork_modeladmin_edit", args=[made.pk]), {**data, "valid_to": "31/12/2026"})
    assert field("dan-van").valid_to == date(2026, 12, 31)


@pytest.mark.parametrize("who", ["contributor", "board", "leader", "unit_admin", "committee"])
def test_nobody_else_does(house, who):
    client = house.client(who)
    data = {"name": "Dân vận", "code": "dan-van", "parent": "", "order": "5", "valid_to": ""}
    client.post(reverse("knowledge_fieldofwork_modeladmin_create"), data)
    client.post(
        reverse("knowledge_fieldofwork_modeladmin_edit", args=[field("ket-nap").pk]), {**data, "code": "ket-nap"}
    )
    assert not FieldOfWork.objects.filter(name="Dân vận").exists()


def test_nobody_deletes_a_field(house):
    address = reverse("knowledge_fieldofwork_modeladmin_delete", args=[field("ket-nap").pk])
    for who in ("office", "superuser"):
        house.client(who).post(address)
    assert field("ket-nap")
