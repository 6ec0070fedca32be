"""Directions: written by the Standing Committee, reported by the unit's leader, accepted or sent back, never lost."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories.contributions import local
from tests.factories.units import UserFactory
from tests.units._house import House, a_house
from tests.units.quotas._desk import at
from units.directions import acting, rules
from units.messages.models import Kind
from units.models import Membership, Message, RecordEntry, UnitDirection
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1c")]

INDEX, GIVE, WORK, LEADING = (
    reverse(name) for name in ("directions:index", "directions:give", "approval:my_work", "leading:page")
)
LAID_ON = local(2026, 9, 1)
#: A Friday.
DUE = date(2026, 10, 16)
SECRET = "Chuyen noi bo cua don vi ban"


@pytest.fixture
def house() -> House:
    return a_house()


def given(house: House, unit: Any = None, text: str = "Mỗi tháng gửi hai tin về cơ sở.") -> UnitDirection:
    """Directed on 5 October, to be done by the sixteenth."""
    with at(2026, 10, 5):
        return acting.give(unit or house.ours, text, DUE, house.committee)


def reported(house: House) -> UnitDirection:
    found = given(house)
    with at(2026, 10, 12):
        return acting.report(found.pk, "Đã phân công cán bộ.", house.leader)


def address(name: str, found: UnitDirection) -> str:
    return reverse(f"directions:{name}", args=[found.pk])


def told(who: Any) -> list[str]:
    return list(Message.objects.of(who).order_by("pk").values_list("kind", flat=True))


def test_from_the_committee_to_the_unit_and_back_until_it_is_done(house: House) -> None:
    committee, leader = house.client("committee"), house.client("leader")
    with at(2026, 10, 5):
        typed = {"unit": house.ours.pk, "text": "Gửi tin về cơ sở.", "due_on": "04/10/2026"}
        wrong = committee.post(GIVE, typed)
        assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"due_on"})
        assert "Gửi tin về cơ sở." in wrong.content.decode()
        assert committee.post(GIVE, {**typed, "due_on": "16/10/2026"}).status_code == 302
        found = UnitDirection.objects.get()
        for page in (WORK, INDEX, address("direction", found)):
            assert "Gửi tin về cơ sở." in leader.get(page).content.decode()
        assert reverse("directions:index") in leader.get(LEADING).content.decode()
        assert leader.post(address("report", found), {"done-text": " "}).status_code == 422
        assert leader.post(address("report", found), {"done-text": "Đã gửi."}).status_code == 302
        assert "Gửi tin về cơ sở." not in leader.get(WORK).content.decode()
        assert "Gửi tin về cơ sở." in committee.get(WORK).content.decode()
        missing = committee.post(address("reopen", found), {"reopen-text": "Còn thiếu số liệu.", "reopen-due_on": ""})
        assert (missing.status_code, "Còn thiếu số liệu." in missing.content.decode()) == (422, True)
        back = {"reopen-text": "Còn thiếu số liệu.", "reopen-due_on": "30/10/2026"}
        assert committee.post(address("reopen", found), back).status_code == 302
        assert leader.post(address("report", found), {"done-text": "Đã bổ sung."}).status_code == 302
        assert committee.post(address("accept", found)).status_code == 302
        page = leader.get(address("direction", found)).content.decode()
    for said in ("Đã gửi.", "Còn thiếu số liệu.", "Đã bổ sung."):
        assert said in page
    assert told(house.leader) == [Kind.WAITING, Kind.RETURNED, Kind.APPROVED]
    assert told(house.committee) == [Kind.WAITING, Kind.WAITING]
    acts = RecordEntry.objects.filter(verb=Verb.DIRECTION).order_by("number")
    assert [entry.details["act"] for entry in acts] == ["given", "reported", "reopened", "reported", "accepted"]
    assert list(committee.get(INDEX).context["closed"]) == [found]


def test_nobody_else_directs_reports_or_judges(house: House) -> None:
    found = reported(house)
    for who in ("leader", "office", "board", "contributor", "unit_admin"):
        assert house.client(who).post(GIVE, {"text": "x"}).status_code == 403
        with at(2026, 10, 12), pytest.raises(PermissionDenied):
            acting.give(house.ours, "x", DUE, getattr(house, who))
    other = house.portal.member("standing_committee")
    with at(2026, 10, 12):
        for by in (house.leader, house.office, other, house.contributor):
            for verb in (
                lambda by=by: acting.accept(found.pk, by),
                lambda by=by: acting.reopen(found.pk, "x", DUE, by),
            ):
                with pytest.raises(PermissionDenied):
                    verb()
        fresh = given(house)
        for by in (house.board, house.committee, house.office, house.their_board):
            with pytest.raises(PermissionDenied):
                acting.report(fresh.pk, "x", by)
        with pytest.raises(ValidationError):
            acting.report(fresh.pk, "  ", house.leader)
        with pytest.raises(PermissionDenied):
            acting.report(found.pk, "Lần nữa", house.leader)


def test_another_member_judges_where_the_writer_directs_no_longer(house: House) -> None:
    found, other = reported(house), house.portal.member("standing_committee")
    Membership.objects.filter(user=house.committee).update(valid_to=date(2026, 10, 12))
    with at(2026, 10, 13):
        client = Client()
        client.force_login(other)
        assert "Mỗi tháng gửi hai tin" in client.get(WORK).content.decode()
        assert acting.accept(found.pk, other).state == "accepted"


def test_a_report_waits_for_its_writer_alone_while_the_writer_directs(house: House) -> None:
    found, other = reported(house), house.portal.member("standing_committee")
    with at(2026, 10, 12):
        assert list(rules.waiting_for(house.committee)) == [found]
        assert not rules.waiting_for(other).exists()
        assert not rules.waiting_for(house.leader).exists()
        UnitDirection.objects.update(by=UserFactory(is_superuser=True))
        assert not rules.waiting_for(other).exists()


def test_a_mistake_is_withdrawn_and_stays_to_be_read(house: House) -> None:
    found, committee, leader = given(house), house.client("committee"), house.client("leader")
    with at(2026, 10, 6):
        assert committee.post(address("withdraw", found), {"withdraw-text": " "}).status_code == 422
        wrong = {"withdraw-text": "Gửi nhầm đơn vị."}
        assert committee.post(address("withdraw", found), wrong).status_code == 302
        assert "Mỗi tháng gửi hai tin" not in leader.get(WORK).content.decode()
        page = leader.get(address("direction", found)).content.decode()
        assert ("Gửi nhầm đơn vị." in page, "done-text" in page) == (True, False)
        assert list(leader.get(INDEX).context["closed"]) == [found]
        for verb in (
            lambda: acting.withdraw(found.pk, "x", house.committee),
            lambda: acting.report(found.pk, "x", house.leader),
            lambda: acting.accept(found.pk, house.committee),
            lambda: acting.reopen(found.pk, "x", DUE, house.committee),
        ):
            with pytest.raises(PermissionDenied):
                verb()
    assert told(house.leader) == [Kind.WAITING, Kind.WITHDRAWN]
    run(2026, 11, 20, 8)
    assert len(told(house.leader)) == 2


def test_nobody_else_withdraws(house: House) -> None:
    found, other = given(house), house.portal.member("standing_committee")
    with at(2026, 10, 6):
        for by in (house.leader, house.office, house.board, other):
            with pytest.raises(PermissionDenied):
                acting.withdraw(found.pk, "x", by)


@pytest.mark.clause("ND-13.6a")
def test_only_the_units_leader_and_those_who_follow_all_units_read_it(house: House) -> None:
    found = given(house, house.theirs, SECRET)
    for who in ("leader", "contributor", "their_writer", "their_board"):
        client = house.client(who)
        for page in (INDEX, WORK, address("direction", found)):
            assert SECRET not in client.get(page).content.decode()
        assert client.get(address("direction", found)).status_code == 403
        for act in ("report", "accept", "reopen", "withdraw"):
            answer = client.post(address(act, found), {"done-text": "x", "reopen-text": "x", "withdraw-text": "x"})
            assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)
    for who in ("committee", "office"):
        assert SECRET in house.client(who).get(INDEX).content.decode()
    their_leader = house.portal.member("leader", house.theirs)
    assert list(acting.rules.reach_of(their_leader)) == [found]


def run(*moment: int) -> str:
    out = StringIO()
    with at(*moment):
        call_command("remind", stdout=out)
    return out.getvalue()


def test_the_clock_warns_then_says_overdue_then_goes_up_each_once(house: House) -> None:
    given(house)
    run(2026, 10, 14, 6, 59)
    assert told(house.leader) == [Kind.WAITING]
    for moment in ((14, 7), (15, 7)):
        run(2026, 10, *moment)
    assert told(house.leader) == [Kind.WAITING] * 2
    run(2026, 10, 17, 7)
    assert told(house.leader)[2:] == [Kind.OVERDUE]
    assert told(house.office) == []
    # Two working days after the first one that was too late: Monday, Tuesday, Wednesday.
    run(2026, 10, 20, 7)
    assert told(house.committee) == []
    run(2026, 10, 21, 7)
    assert (told(house.committee), told(house.office)) == ([Kind.ESCALATED], [Kind.ESCALATED])
    run(2026, 10, 30, 7)
    assert len(told(house.leader)) == 3


def test_what_was_reported_is_not_reminded_of_and_a_new_day_begins_anew(house: House) -> None:
    found = reported(house)
    run(2026, 10, 30, 7)
    assert told(house.leader) == [Kind.WAITING]
    with at(2026, 11, 2):
        acting.reopen(found.pk, "Chưa đủ.", date(2026, 11, 6), house.committee)
    run(2026, 11, 4, 7)
    assert told(house.leader) == [Kind.WAITING, Kind.RETURNED, Kind.WAITING]


def test_a_unit_without_a_leader_is_no_hole(house: House) -> None:
    given(house, house.boardless)
    assert told(house.office) == [Kind.WAITING]
    run(2026, 10, 17, 7)
    assert told(house.office) == [Kind.WAITING, Kind.OVERDUE]


@pytest.mark.clause("ND-9.2")
def test_the_leaders_page_says_what_is_overdue_and_where(house: House) -> None:
    given(house)
    given(house, house.theirs)
    with at(2026, 10, 17):
        mine = house.client("leader").get(LEADING).content.decode()
        above = house.client("committee").get(LEADING)
    assert "16/10/2026" in mine
    assert house.theirs.name not in mine.split("leading-parts")[1]
    late = [line.text for block in above.context["blocks"] for line in block.lines if "16/10/2026" in line.text]
    assert sorted(house.theirs.name in text for text in late) == [False, True]


def test_the_list_is_paginated(house: House, django_assert_max_num_queries: Any) -> None:
    for number in range(25):
        given(house, text=f"Việc {number}")
    client = house.client("committee")
    client.get(INDEX)
    with django_assert_max_num_queries(26):
        shown = client.get(INDEX)
    assert (len(shown.context["open"]), shown.context["open"].paginator.count) == (20, 25)
