"""The register of units in the admin: who may enter it, and what a change has to be backed with (LD-2, N-7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory, UnitFactory, UserFactory
from units.models import FormerName, Membership, Role, Unit, UnitKind

pytestmark = pytest.mark.django_db

SCREENS = ["unit", "unitkind", "formername", "membership", "role"]


def address(model: str, action: str, *args: Any) -> str:
    return reverse(f"units_{model}_modeladmin_{action}", args=args)


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def office(portal: Portal, client_of: Callable[[Any], Client]) -> Client:
    return client_of(portal.member("office"))


@pytest.fixture
def superuser(client_of: Callable[[Any], Client]) -> Client:
    return client_of(UserFactory(is_superuser=True))


def unit_form(unit: Unit | None = None, **changes: Any) -> dict[str, Any]:
    day = "{:%d/%m/%Y}".format
    data = {
        "name": unit.name if unit else "Thành ủy Bảo Lộc",
        "short_name": unit.short_name if unit else "",
        "code": unit.code if unit else "bao-loc",
        "kind": (unit.kind if unit else UnitKind.objects.get(code="dang-uy")).pk,
        "parent": "",
        "order": unit.order if unit else 90,
        "valid_from": day(unit.valid_from if unit else date(2020, 1, 1)),
        "valid_to": "",
        "successor": "",
        "decision": unit.decision if unit else "Quyết định số 1-QĐ/TU",
        "change_decision": "",
        "renamed_on": "",
    }
    if unit is not None and unit.is_managing:
        data["is_managing"] = "on"
    return {**data, **changes}


def errors_of(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["form"].errors)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("role", ["contributor", "board", "leader", "unit_admin", "standing_committee"])
def test_nobody_without_the_register_enters_it(
    portal: Portal, client_of: Callable[[Any], Client], role: str, screen: str
) -> None:
    unit = None if role == "standing_committee" else portal.city
    client = client_of(portal.member(role, unit))
    for url in (address(screen, "index"), address(screen, "create")):
        assert client.get(url).status_code in {302, 403}
        assert client.post(url, unit_form()).status_code in {302, 403}
    assert Unit.objects.count() == 3


@pytest.mark.parametrize("screen", SCREENS)
def test_the_office_reads_every_screen_of_the_register(office: Client, screen: str) -> None:
    assert office.get(address(screen, "index")).status_code == 200


@pytest.mark.clause("LD-2")
def test_the_office_enters_a_unit_without_any_code(portal: Portal, office: Client) -> None:
    assert office.get(address("unit", "create")).status_code == 200
    assert office.post(address("unit", "create"), unit_form()).status_code == 302
    unit = Unit.objects.get(code="bao-loc")
    assert unit.page.live
    assert unit.editors is not None


@pytest.mark.clause("ND-1.2a")
def test_the_office_enters_a_kind_of_unit(office: Client) -> None:
    data = {"name": "Trường chính trị", "code": "truong", "order": 9}
    assert office.post(address("unitkind", "create"), data).status_code == 302
    assert UnitKind.objects.get(code="truong").name == "Trường chính trị"


def test_a_new_name_needs_its_decision(portal: Portal, office: Client) -> None:
    data = unit_form(portal.city, name="Đảng ủy phường Xuân Hương")
    assert list(errors_of(office.post(address("unit", "edit", portal.city.pk), data))) == ["change_decision"]
    portal.city.refresh_from_db()
    assert portal.city.name == "Thành ủy Đà Lạt"
    assert not FormerName.objects.exists()


@time_machine.travel("2026-07-10T02:00:00Z")
def test_a_new_name_keeps_the_former_one_with_days_and_decision(portal: Portal, office: Client) -> None:
    data = unit_form(
        portal.city,
        name="Đảng ủy phường Xuân Hương",
        change_decision="Quyết định số 15-QĐ/TU",
        renamed_on="01/07/2026",
    )
    assert office.post(address("unit", "edit", portal.city.pk), data).status_code == 302
    unit = Unit.objects.get(pk=portal.city.pk)
    former = unit.former_names.get()
    assert (former.name, former.valid_from, former.valid_to) == ("Thành ủy Đà Lạt", date(2000, 1, 1), date(2026, 6, 30))
    assert former.decision == "Quyết định số 15-QĐ/TU"
    assert unit.name_on(date(2026, 6, 30)) == "Thành ủy Đà Lạt"
    assert unit.name_on(date(2026, 7, 1)) == unit.page.title == "Đảng ủy phường Xuân Hương"
    assert "Thành ủy Đà Lạt" in office.get(address("unit", "edit", unit.pk)).content.decode()
    assert "Thành ủy Đà Lạt" in office.get(address("unit", "index")).content.decode()


@time_machine.travel("2026-07-10T02:00:00Z")
def test_a_second_new_name_begins_where_the_first_ended(portal: Portal, office: Client) -> None:
    edit = address("unit", "edit", portal.city.pk)
    first = {"name": "Tên thứ hai", "change_decision": "Số 1", "renamed_on": "01/03/2026"}
    second = {"name": "Tên thứ ba", "change_decision": "Số 2", "renamed_on": "01/07/2026"}
    assert office.post(edit, unit_form(portal.city, **first)).status_code == 302
    assert list(errors_of(office.post(edit, unit_form(portal.city, **{**second, "renamed_on": "01/03/2026"})))) == [
        "renamed_on"
    ]
    assert office.post(edit, unit_form(portal.city, **second)).status_code == 302
    names = [(former.name, former.valid_from) for former in portal.city.former_names.all()]
    assert names == [("Tên thứ hai", date(2026, 3, 1)), ("Thành ủy Đà Lạt", date(2000, 1, 1))]


def test_a_new_name_is_not_entered_in_advance(portal: Portal, office: Client) -> None:
    data = unit_form(portal.city, name="Tên mới", change_decision="Số 1", renamed_on="01/01/2100")
    assert list(errors_of(office.post(address("unit", "edit", portal.city.pk), data))) == ["renamed_on"]


def test_saving_without_a_new_name_records_nothing(portal: Portal, office: Client) -> None:
    data = unit_form(portal.city, short_name="Đà Lạt")
    assert office.post(address("unit", "edit", portal.city.pk), data).status_code == 302
    assert not FormerName.objects.exists()
    assert Unit.objects.get(pk=portal.city.pk).label == "Đà Lạt"


def test_a_unit_ends_by_a_decision_and_stays_in_the_register(portal: Portal, office: Client) -> None:
    edit = address("unit", "edit", portal.city.pk)
    ending = {"valid_to": "30/06/2026", "successor": portal.office.pk, "decision": "Số 1"}
    assert list(errors_of(office.post(edit, unit_form(portal.city, **ending)))) == ["change_decision"]
    assert office.post(edit, unit_form(portal.city, **ending, change_decision="Số 9-QĐ/TU")).status_code == 302
    unit = Unit.objects.get(pk=portal.city.pk)
    assert (unit.valid_to, unit.successor, unit.decision) == (date(2026, 6, 30), portal.office, "Số 1; Số 9-QĐ/TU")
    assert unit.page.live
    listed = office.get(address("unit", "index"), {"status": "ended"}).content.decode()
    assert "Thành ủy Đà Lạt" in listed
    assert "Ban Tuyên giáo" not in listed


@pytest.mark.parametrize("screen", ["unit", "unitkind", "membership", "role"])
def test_nothing_is_deleted_not_even_by_a_superuser(portal: Portal, superuser: Client, screen: str) -> None:
    MembershipFactory(unit=portal.city)
    models = {"unit": Unit, "unitkind": UnitKind, "membership": Membership, "role": Role}
    model = models[screen]
    pk, count = model.objects.first().pk, model.objects.count()
    for method in (superuser.get, superuser.post):
        assert method(address(screen, "delete", pk)).status_code in {302, 403}
    assert model.objects.count() == count


def test_the_code_of_a_unit_stays(portal: Portal, office: Client) -> None:
    data = unit_form(portal.city, code="khac")
    assert office.post(address("unit", "edit", portal.city.pk), data).status_code == 302
    assert Unit.objects.filter(code="da-lat").exists()


def test_there_is_one_managing_unit(portal: Portal, office: Client) -> None:
    data = unit_form(portal.city, is_managing="on")
    errors = errors_of(office.post(address("unit", "edit", portal.city.pk), data))
    assert "Văn phòng Tỉnh ủy" in errors["is_managing"][0]


def test_a_family_tree_has_no_circle(portal: Portal, office: Client) -> None:
    child = UnitFactory(code="chi-bo", kind=portal.city.kind, parent=portal.city)
    data = unit_form(portal.city, parent=child.pk)
    assert "parent" in errors_of(office.post(address("unit", "edit", portal.city.pk), data))


def test_a_former_name_does_not_reach_into_another(portal: Portal, office: Client) -> None:
    create = address("formername", "create")
    former = {"unit": portal.city.pk, "name": "Thị ủy Đà Lạt", "decision": "Số 1"}
    days = {"valid_from": "01/01/1990", "valid_to": "31/12/1999"}
    assert office.post(create, {**former, **days}).status_code == 302
    clash = {**former, "valid_from": "01/01/1999", "valid_to": "01/02/2000"}
    assert list(errors_of(office.post(create, clash))) == ["valid_from"]
    assert list(errors_of(office.post(create, {**former, **days, "decision": ""}))) == ["decision", "valid_from"]


def test_a_list_of_units_costs_the_same_however_many_there_are(
    portal: Portal, office: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        unit = UnitFactory(code=f"xa-{number}", kind=portal.city.kind, parent=portal.city)
        FormerName.objects.create(unit=unit, name="Tên cũ", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))
    office.get(address("unit", "index"))
    with django_assert_max_num_queries(30):
        office.get(address("unit", "index"))


@pytest.mark.parametrize("query", ["Đà Lạt", "da-lat", "Thị ủy"])
def test_units_are_found_by_name_code_and_former_name(portal: Portal, office: Client, query: str) -> None:
    FormerName.objects.create(
        unit=portal.city, name="Thị ủy Đà Lạt", valid_from=date(1990, 1, 1), valid_to=date(1999, 12, 31)
    )
    found = office.get(address("unit", "index"), {"q": query}).content.decode()
    assert "Thành ủy Đà Lạt" in found
    assert "Ban Tuyên giáo Tỉnh ủy" not in found


@pytest.mark.clause("LD-4.2b", "LD-5.1a", "ND-5.2")
def test_the_office_gives_a_role_by_a_decision(portal: Portal, office: Client) -> None:
    person = UserFactory()
    data = {
        "user": person.pk,
        "role": Role.objects.get(code="board").pk,
        "unit": portal.city.pk,
        "decision": "",
        "valid_from": "01/01/2026",
        "valid_to": "",
    }
    assert list(errors_of(office.post(address("membership", "create"), data))) == ["decision"]
    data["decision"] = "Quyết định số 843-QĐ/ĐUK"
    assert office.post(address("membership", "create"), data).status_code == 302
    assert list(errors_of(office.post(address("membership", "create"), data)))
    membership = Membership.objects.get(user=person)
    assert membership.decision == "Quyết định số 843-QĐ/ĐUK"
    assert portal.city.editors in person.groups.all()


def test_an_existing_membership_is_ended_not_rewritten(portal: Portal, office: Client) -> None:
    membership = MembershipFactory(unit=portal.city, role=Role.objects.get(code="board"))
    other = UserFactory()
    data = {
        "user": other.pk,
        "role": Role.objects.get(code="office").pk,
        "unit": portal.propaganda.pk,
        "decision": "Số 2",
        "valid_from": "01/01/2019",
        "valid_to": "30/06/2026",
    }
    undecided = office.post(address("membership", "edit", membership.pk), data)
    assert "end_decision" in undecided.context["form"].errors
    data["end_decision"] = "Số 3"
    assert office.post(address("membership", "edit", membership.pk), data).status_code == 302
    kept = Membership.objects.get(pk=membership.pk)
    assert (kept.user, kept.role, kept.unit) == (membership.user, membership.role, portal.city)
    assert (kept.valid_from, kept.valid_to) == (date(2020, 1, 1), date(2026, 6, 30))


@pytest.mark.clause("ND-5.3c")
def test_the_office_gives_itself_nothing(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    person = portal.member("office")
    data = {
        "user": person.pk,
        "role": Role.objects.get(code="board").pk,
        "unit": portal.city.pk,
        "decision": "Số 1",
        "valid_from": "01/01/2026",
    }
    assert list(errors_of(client_of(person).post(address("membership", "create"), data))) == ["user"]
    assert not Membership.objects.filter(user=person, unit=portal.city).exists()


def test_the_office_reads_roles_and_changes_none(portal: Portal, office: Client) -> None:
    role = Role.objects.get(code="contributor")
    carries = role.capabilities
    assert office.get(address("role", "inspect", role.pk)).status_code == 200
    data = {"name": "Khác", "code": "contributor", "scope": "unit", "capabilities": ["register"], "order": 1}
    assert office.post(address("role", "edit", role.pk), data).status_code in {302, 403}
    assert office.post(address("role", "create"), {**data, "code": "moi"}).status_code in {302, 403}
    role.refresh_from_db()
    assert role.capabilities == carries
    assert "register" not in carries
    assert not Role.objects.filter(code="moi").exists()


def test_a_superuser_changes_what_a_role_carries(portal: Portal, superuser: Client) -> None:
    role = Role.objects.get(code="leader")
    assert superuser.get(address("role", "edit", role.pk)).status_code == 200
    data = {"name": "Thủ trưởng", "code": "x", "scope": "site", "capabilities": ["write", "edit"], "order": 1}
    assert superuser.post(address("role", "edit", role.pk), data).status_code == 302
    role.refresh_from_db()
    assert (role.name, role.code, role.scope, role.capabilities) == ("Thủ trưởng", "leader", "unit", ["write", "edit"])
