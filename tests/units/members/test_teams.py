"""The team of a stage: decisions, dates, who is away, who stands in, how much each has to do (ND-5.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.units._house import House
from tests.units.approval._routes import COMMITTEE, a_house_with, lend, submitted
from units.approval import actions
from units.approval.models import Delegation, StageState
from units.approval.routes import Stage
from units.calendar import today
from units.members.teams import Team
from units.models import Capability, Membership, Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.2")]

LIST = "/quan-tri/nhan-su/to/"
COMMITTEE_URL, BOARD_URL = f"{LIST}standing_committee/", f"{LIST}board/vptu/"
BOARD = Stage("Ban biên tập duyệt", "board", "unit", assigns=True)


@pytest.fixture
def house() -> House:
    return a_house_with(BOARD, COMMITTEE)


def board_of(house: House) -> Team:
    return Team(Role.objects.get(code="board"), house.ours)


def loads(team: Team) -> dict[Any, int]:
    return {member.membership.user: member.load.number for member in team.members}


def leave(person: Any) -> None:
    Membership.objects.filter(user=person).update(valid_to=today() - timedelta(days=1))


def test_members_with_decision_dates_and_work(house):
    items = [submitted(house) for _ in range(3)]
    Membership.objects.filter(user=house.board).update(valid_to="2099-12-31")
    first = StageState.objects.waiting().of(items[0])
    first.update(due_at=timezone.now() - timedelta(hours=1))
    team = board_of(house)
    assert loads(team) == {house.board: 2, house.second_board: 1}
    assert team.decisions == ["Quyết định số 12-QĐ/TU"]
    (busy,) = [member for member in team.members if member.membership.user == house.board]
    assert busy.load.oldest == first.get().due_at
    assert busy.load.is_overdue
    said = house.client("office").get(BOARD_URL).content.decode()
    for told in (str(house.board), "Quyết định số 12-QĐ/TU", "01/01/2020", "31/12/2099"):
        assert told in said


def test_what_has_been_decided_is_nobodys_work(house):
    item = submitted(house)
    actions.approve(item, house.board)
    assert set(loads(board_of(house)).values()) == {0}
    committee = Team(Role.objects.get(code="standing_committee"), None)
    assert committee.unassigned.number == 1
    assert set(loads(committee).values()) == {0}


def test_work_in_another_unit_is_not_counted_here(house):
    submitted(house)
    assert set(loads(Team(Role.objects.get(code="board"), house.theirs)).values()) == {0}


def test_who_is_away_and_who_stands_in(house):
    lend(house.board, house.leader)
    later = lend(house.second_board, house.leader)
    Delegation.objects.filter(pk=later.pk).update(
        valid_from=today() + timedelta(days=9), valid_to=today() + timedelta(days=9)
    )
    for _ in range(2):
        submitted(house)
    team = board_of(house)
    away = {member.membership.user: member.is_away for member in team.members}
    assert away == {house.board: True, house.second_board: False}
    assert all(len(member.absences) == 1 for member in team.members)
    (helper,) = team.helpers
    assert (helper.person, helper.load.number, helper.stands_in) == (house.leader, 1, True)
    said = house.client("office").get(BOARD_URL).content.decode()
    assert f"{today() + timedelta(days=9):%d/%m/%Y}" in said


def test_an_absence_that_is_over_is_not_shown(house):
    lent = lend(house.board, house.leader)
    past = today() - timedelta(days=3)
    Delegation.objects.filter(pk=lent.pk).update(valid_from=past, valid_to=past)
    assert [member.absences for member in board_of(house).members] == [[], []]


def test_the_work_of_somebody_who_has_left_is_not_lost_from_sight(house):
    submitted(house)
    leave(house.board)
    team = board_of(house)
    assert list(loads(team)) == [house.second_board]
    (left,) = team.helpers
    assert (left.person, left.load.number, left.stands_in) == (house.board, 1, False)


def test_a_team_with_nobody_says_so(house):
    for person in (house.committee, house.people["second_committee"]):
        leave(person)
    answer = house.client("office").get(COMMITTEE_URL)
    assert answer.status_code == 200
    assert answer.context["team"].members == []


@pytest.mark.parametrize("name", ["committee", "office", "superuser"])
def test_a_team_of_the_site_is_seen_by_its_members_and_whoever_oversees(house, name):
    assert house.client(name).get(COMMITTEE_URL).status_code == 200


@pytest.mark.parametrize("name", ["contributor", "board", "leader", "unit_admin", "their_board", "reader"])
def test_a_team_of_the_site_is_closed_to_others(house, name):
    assert house.client(name).get(COMMITTEE_URL).status_code in (302, 403)


def test_a_member_needs_no_capability_to_see_their_team(house):
    Role.objects.filter(code="standing_committee").update(capabilities=[])
    client = house.client("committee")
    assert client.get(COMMITTEE_URL).status_code == 200
    assert client.get(BOARD_URL).status_code in (302, 403)
    Role.objects.filter(code="standing_committee").update(capabilities=[Capability.OVERSEE.value])
    assert house.client("committee").get(BOARD_URL).status_code == 200


@pytest.mark.parametrize(
    ("name", "opens"),
    [("board", True), ("contributor", True), ("unit_admin", True), ("office", True), ("their_board", False)],
)
def test_a_units_team_is_seen_by_its_own_people(house, name, opens):
    assert (house.client(name).get(BOARD_URL).status_code == 200) is opens


def test_a_stand_in_from_elsewhere_sees_the_team(house):
    lend(house.board, house.their_board)
    assert house.client("their_board").get(BOARD_URL).status_code == 200


@pytest.mark.parametrize("address", ["office/", "board/", "standing_committee/vptu/", "board/khong-co/", "khong-co/"])
def test_only_roles_that_a_stage_names_are_teams(house, address):
    assert house.client("superuser").get(LIST + address).status_code == 404


def test_the_list_of_teams_holds_what_the_person_may_open(house):
    found = {
        name: [team.address for team in house.client(name).get(LIST).context["teams"]]
        for name in ("committee", "board")
    }
    assert found == {"committee": [COMMITTEE_URL], "board": [BOARD_URL]}
    assert house.client("reader").get(LIST).status_code in (302, 403)
    assert house.client("office").get(LIST).context["teams"][0].address == COMMITTEE_URL


def test_the_same_queries_however_many_members_and_items(house):
    lend(house.board, house.leader)
    for _ in range(2):
        submitted(house)
    client = house.client("office")
    client.get(BOARD_URL)
    with CaptureQueriesContext(connection) as few:
        client.get(BOARD_URL)
    for _ in range(6):
        lend(house.portal.member("board", house.ours), house.leader)
        submitted(house)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(BOARD_URL).context["team"].members) == 8
    assert len(many) == len(few)
