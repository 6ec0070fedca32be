"""A saved report goes out once each closed period, as a link behind which everybody's own rights hold (LD-6.1c)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.factories.contributions import fill_ledger, local
from tests.units._house import House, a_house
from tests.units.duties._desk import at
from units.models import ClosedPeriod, Membership, Message, SavedReport
from units.reports import subscribing

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1c")]

CODE = "nhip-do"
SAVE = reverse("reports:save", args=[CODE])


@pytest.fixture
def house() -> House:
    return a_house()


def saved(house: House, who: str, *recipients: Any, asked: str = "", span: str = "month") -> Any:
    data = {"title": "Nhịp độ tháng", "span": span, "recipients": [person.pk for person in recipients]}
    with at(2026, 10, 12):
        return house.client(who).post(f"{SAVE}?span=month{asked}", data)


def closed(first: date, *moment: int) -> None:
    ClosedPeriod.objects.create(span="month", first=first, total=0, digest="x", closed_at=local(*moment))


def sent(*moment: int) -> list[Message]:
    return [message for each in list(subscribing.due(local(*moment))) for message in each.give()]


def test_it_goes_out_once_after_the_period_was_closed(house: House) -> None:
    assert saved(house, "committee", house.leader, house.their_board, asked="&kind=news").status_code == 302
    assert sent(2026, 11, 1, 8) == []
    closed(date(2026, 9, 1), 2026, 10, 1, 1)
    closed(date(2026, 10, 1), 2026, 11, 1, 1)
    told = sent(2026, 11, 1, 8)
    assert {message.recipient for message in told} == {house.leader, house.their_board}
    assert {message.url for message in told} == {
        f"{reverse('reports:table', args=[CODE])}?kind=news&span=month&year=2026&month=10"
    }
    assert sent(2026, 11, 1, 9) == []


def test_everybody_sees_behind_the_link_what_their_own_rights_allow(house: House) -> None:
    fill_ledger([house.ours, house.theirs], 40, [local(2026, 10, 2)])
    saved(house, "committee", house.leader, house.their_board)
    closed(date(2026, 10, 1), 2026, 11, 1, 1)
    (url,) = {message.url for message in sent(2026, 11, 1, 8)}
    own = {"leader": house.ours, "their_board": house.theirs}
    for who, unit in own.items():
        answer = house.client(who).get(url)
        assert [line["name"] for line in answer.context["lines"]] == [unit.name]
    # A filter on a unit that is not theirs refuses; it never shows the sender's figures.
    foreign = house.client("leader").get(f"{url}&unit={house.theirs.code}")
    assert foreign.context["form"].errors


def test_who_sees_nothing_any_longer_is_told_nothing(house: House) -> None:
    saved(house, "committee", house.leader, house.contributor)
    Membership.objects.filter(user=house.leader).update(valid_to=date(2026, 10, 20))
    closed(date(2026, 10, 1), 2026, 11, 1, 1)
    with at(2026, 11, 1):
        assert {message.recipient for message in sent(2026, 11, 1, 8)} == {house.contributor}


def test_a_leader_sends_to_their_own_people_alone(house: House) -> None:
    assert saved(house, "leader", house.board).status_code == 302
    refused = saved(house, "leader", house.their_board)
    assert refused.status_code == 422
    assert "recipients" in refused.context["form"].errors
    assert house.their_board.get_username() not in refused.content.decode().split("<form")[-1]
    assert SavedReport.objects.count() == 1


def test_nobody_gets_a_report_that_would_refuse_them(house: House) -> None:
    with at(2026, 10, 12):
        answer = house.client("committee").get(reverse("reports:save", args=["phan-anh"]))
    assert answer.status_code in {200, 403}
    questions = reverse("reports:save", args=["cau-hoi"])
    data = {"title": "Câu hỏi", "span": "month", "recipients": [house.unit_admin.pk]}
    refused = house.client("committee").post(questions, data)
    assert refused.status_code == 422
    assert str(house.unit_admin) in str(refused.context["form"].errors)


def test_it_is_ended_by_its_sender_alone(house: House) -> None:
    saved(house, "committee", house.leader)
    one = SavedReport.objects.get()
    end = reverse("reports:end", args=[one.pk])
    assert house.client("leader").post(end).status_code == 404
    assert house.client("committee").post(end).status_code == 302
    closed(date(2026, 10, 1), 2026, 11, 1, 1)
    assert sent(2026, 11, 1, 8) == []
    assert "Nhịp độ tháng" in house.client("committee").get(reverse("reports:saved")).content.decode()
