"""Units that lack somebody: who is missing, who appoints, who sees it (ND-10.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.contributions import many_units
from tests.units._house import House, a_house
from units.approval import routes
from units.approval.models import Route
from units.approval.routes import Stage
from units.calendar import today
from units.members.vacant import Vacancies
from units.models import Membership, Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-10.1")]

URL = "/quan-tri/nhan-su/chua-phan-cong/"
BOARD = Stage("Ban biên tập duyệt", "board", "unit")
COMMITTEE = Stage("Thường trực duyệt", "standing_committee", "site")


@pytest.fixture
def house() -> House:
    return a_house()


def lacking() -> dict[str, list[str]]:
    return {
        vacancy.unit.code: [gap.missing for gap in vacancy.gaps] for vacancy in Vacancies(Unit.objects.all()).of_units
    }


def end(*names: str, house: House) -> None:
    ended = Membership.objects.filter(user__in=[getattr(house, name) for name in names])
    ended.update(valid_to=today() - timedelta(days=1))


def listed(client: Client, **query: Any) -> list[str]:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return [vacancy.unit.code for vacancy in answer.context["page"]]


def test_a_unit_without_a_board_is_listed_with_who_is_missing(house):
    (sentences,) = lacking().values()
    assert list(lacking()) == [house.boardless.code]
    assert Role.objects.get(code="board").name in sentences[0]
    assert house.boardless.name in house.client("office").get(URL).content.decode()


def test_a_unit_appears_when_its_people_are_removed_and_leaves_when_one_is_appointed(house):
    assert house.theirs.code not in lacking()
    end("their_board", "their_second_board", house=house)
    assert len(lacking()[house.theirs.code]) == 1
    house.portal.member("board", house.theirs)
    assert house.theirs.code not in lacking()


def test_a_unit_in_which_nobody_writes_is_listed(house):
    end("their_writer", "their_board", "their_second_board", house=house)
    assert len(lacking()[house.theirs.code]) == 2


def test_a_closed_account_counts_for_nobody(house):
    for person in (house.their_board, house.their_second_board):
        person.is_active = False
        person.save()
    assert house.theirs.code in lacking()


def test_the_only_writer_as_the_only_approver_is_not_enough(house):
    end("their_writer", "their_second_board", house=house)
    assert len(lacking()[house.theirs.code]) == 1
    house.portal.member("contributor", house.theirs)
    assert house.theirs.code not in lacking()


def test_a_stage_that_asks_for_two_needs_two_besides_the_writer(house):
    routes.lay("Hai người duyệt", [Stage("Ban biên tập duyệt", "board", "unit", approvals=2)])
    assert house.theirs.code not in lacking()
    end("their_second_board", house=house)
    (sentence,) = lacking()[house.theirs.code]
    assert "1" in sentence
    assert "2" in sentence


def test_the_route_of_the_unit_itself_counts_and_kinds_of_unit_do(house):
    routes.lay("Riêng", [Stage("Thủ trưởng duyệt", "leader", "unit")], house.theirs)
    assert Role.objects.get(code="leader").name in lacking()[house.theirs.code][0]
    only = Stage("Thủ trưởng duyệt", "leader", "unit", only_unit_kinds=("khac",))
    routes.lay("Chung", [BOARD, only])
    assert house.ours.code not in lacking()


def test_where_no_route_holds_every_unit_says_so(house):
    Route.objects.update(active=False)
    assert set(lacking()) == {unit.code for unit in Unit.objects.all()}


def test_a_unit_that_has_ended_lacks_nobody(house):
    Unit.objects.filter(pk=house.boardless.pk).update(valid_to=today() - timedelta(days=1))
    assert lacking() == {}


def test_the_units_own_administrator_appoints_else_the_office(house):
    end("board", "second_board", house=house)
    vacancies = {vacancy.unit: vacancy.gaps[0] for vacancy in Vacancies(Unit.objects.all()).of_units}
    assert vacancies[house.ours].appointed_by == str(house.unit_admin)
    assert vacancies[house.boardless].appointed_by == str(house.office)
    end("office", house=house)
    answer = Vacancies(Unit.objects.filter(pk=house.boardless.pk)).of_units[0].gaps[0].appointed_by
    assert answer not in ("", str(house.office))


def test_stages_for_the_whole_portal_come_first(house):
    routes.lay("Hai bước", [BOARD, COMMITTEE])
    assert Vacancies(Unit.objects.all()).of_site == []
    end("committee", house=house)
    (gap,) = house.client("office").get(URL).context["site"]
    assert Role.objects.get(code="standing_committee").name in gap.missing
    assert gap.appointed_by == str(house.office)


@pytest.mark.parametrize("name", ["office", "committee", "superuser"])
def test_whoever_oversees_sees_every_unit(house, name):
    end("board", "second_board", house=house)
    assert set(listed(house.client(name))) == {house.ours.code, house.boardless.code}


def test_a_units_administrator_sees_their_own_unit_only(house):
    assert listed(house.client("unit_admin")) == []
    end("board", "second_board", house=house)
    client = house.client("unit_admin")
    assert listed(client) == [house.ours.code]
    assert house.boardless.name not in client.get(URL).content.decode()


@pytest.mark.parametrize("name", ["contributor", "board", "leader", "reader"])
def test_others_do_not_come_in(house, name):
    assert house.client(name).get(URL).status_code in (302, 403)


def test_the_members_list_leads_here(house):
    assert URL in house.client("unit_admin").get(reverse("members:index")).content.decode()


def test_twenty_a_page_and_the_same_queries_however_many_units(house, django_assert_num_queries):
    many_units(2)
    client = house.client("office")
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        assert len(listed(client)) == 3
    kind = Unit.objects.get(code="vptu").kind
    Unit.objects.bulk_create(Unit(code=f"chi-bo-{n}", name=f"Chi bộ {n}", kind=kind) for n in range(55))
    with CaptureQueriesContext(connection) as many:
        assert len(listed(client)) == 20
    assert len(many) == len(few)
    assert len(listed(client, p=3)) == 18
    with django_assert_num_queries(4):  # routes, their stages, all memberships in force, units
        vacancies = Vacancies(Unit.objects.all())
        assert (len(vacancies.of_units), vacancies.of_site) == (58, [])
