"""Who is told when: the quarter is over, a few days are left, the last day, overdue; each once, and nobody who sent."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.units._house import House, a_house
from tests.units.evaluations._desk import at, leader_of, sent, terms
from units.evaluations import deciding, reminding
from units.evaluations.models import EvaluationNotice, Notice
from units.messages.models import Kind
from units.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.2", "LD-7.3b")]


@pytest.fixture
def house() -> House:
    house = a_house()
    terms()
    return house


def told(*moment: int) -> list[tuple[str, str]]:
    """What the clock says at a moment: to whom, of what kind."""
    before = set(Message.objects.values_list("pk", flat=True))
    with at(*moment):
        call_command("remind", stdout=StringIO())
    new = Message.objects.exclude(pk__in=before).order_by("pk").select_related("recipient")
    return [(message.recipient.username, message.kind) for message in new]


def names(*people: Any) -> set[str]:
    return {person.username for person in people}


def test_each_notice_comes_at_seven_of_its_day_and_once(house: House) -> None:
    """Quarter III is over with 30 September and due on 10 October, ten days later."""
    their_leader = leader_of(house, house.theirs)
    writers = names(house.contributor, house.board, house.second_board, house.leader)
    theirs = names(house.their_writer, house.their_board, house.their_second_board, their_leader)
    everybody = writers | theirs | names(house.lonely)
    assert told(2026, 9, 30, 23, 59) == told(2026, 10, 1, 0, 0) == told(2026, 10, 1, 6, 59) == []
    assert set(told(2026, 10, 1, 7, 0)) == {(name, Kind.WAITING) for name in everybody}
    assert told(2026, 10, 1, 7, 10) == told(2026, 10, 7, 6, 59) == []
    sent(house, house.ours)
    assert {name for name, _kind in told(2026, 10, 7, 7)} == everybody - writers
    assert set(told(2026, 10, 10, 7)) == {(name, Kind.DUE_TODAY) for name in everybody - writers}
    assert told(2026, 10, 11, 6, 59) == []
    assert told(2026, 10, 11, 7) == [
        (their_leader.username, Kind.OVERDUE),
        (house.office.username, Kind.ESCALATED),
    ]
    assert told(2026, 10, 12, 7) == told(2026, 12, 31, 23, 59) == []
    overdue = Message.objects.of(house.office).filter(kind=Kind.ESCALATED).get()
    assert house.theirs.name in overdue.text
    assert house.boardless.name in overdue.text
    assert house.ours.name not in overdue.text


def test_of_notices_that_a_machine_missed_only_the_last_is_given(house: House) -> None:
    with at(2026, 10, 8, 7):
        for one in list(reminding.due(timezone.now())):
            one.give()
            assert one.reached == (Notice.OPENED, Notice.SOON)
            assert one.give() == []
    assert EvaluationNotice.objects.filter(unit=house.ours).count() == 2
    assert [name for name, _kind in told(2026, 10, 8, 8)] == []


def test_a_returned_one_is_asked_for_again_and_the_overdue_list_shows_it(house: House) -> None:
    found = sent(house, house.ours)
    with at(2026, 10, 8):
        deciding.give_back(found.pk, "Thiếu biện pháp.", house.office)
    assert house.leader.username in {name for name, kind in told(2026, 10, 11, 7) if kind == Kind.OVERDUE}
    listing = f"{reverse('evaluations:index')}?number=3&year=2026&only=overdue"
    with at(2026, 10, 10, 23, 59):
        assert not house.client("office").get(listing).context["page"].object_list
    with at(2026, 10, 11, 0, 0):
        rows = house.client("office").get(listing).context["page"].object_list
        assert {row.unit for row in rows} == {house.ours, house.theirs, house.boardless}
        assert not next(row for row in rows if row.unit == house.ours).was_late


def test_a_unit_that_ended_or_began_later_owes_nothing(house: House) -> None:
    house.theirs.valid_to = date(2026, 9, 15)
    house.boardless.valid_from = date(2026, 10, 1)
    house.theirs.save()
    house.boardless.save()
    with at(2026, 10, 1, 7):
        assert [one.unit for one in reminding.due(timezone.now())] == [house.ours]


def test_without_terms_nobody_is_told(house: House) -> None:
    terms(is_asked=False)
    assert told(2026, 10, 1, 7) == []
    with at(2026, 10, 2):
        page = house.client("leader").get(f"{reverse('evaluations:index')}?number=3&year=2026")
    assert page.context["quarter"] is None
