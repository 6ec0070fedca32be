"""Whoever drafted a document is told of it, has it in “My work” and is reminded until readers have it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.issued._register import DAY, GOOD, INDEX, entered, send, xlsx
from tests.units.quotas._desk import at
from units.issued import keeping
from units.issued.keeping import Entry
from units.messages.models import Kind
from units.models import IssuedDocument, Membership, Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.3a")]

WORK = reverse("approval:my_work")
LAID_ON = local(2026, 9, 1)


@pytest.fixture
def house() -> House:
    return a_house()


def told(who: Any) -> list[str]:
    return list(Message.objects.of(who).order_by("pk").values_list("kind", flat=True))


def left(house: House) -> None:
    get_user_model().objects.filter(pk=house.contributor.pk).update(is_active=False)


def run(*moment: int) -> None:
    with at(*moment):
        call_command("remind", stdout=io.StringIO())


@pytest.mark.clause("ND-12.4")
def test_the_drafter_is_told_and_finds_it_in_my_work_until_readers_have_it(house: House) -> None:
    with at(2026, 10, 8):
        found = entered(house, house.theirs, drafter=house.contributor)
        entered(house, house.theirs, "9-QĐ/ĐUK")
        work = house.client("contributor").get(WORK).content.decode()
        listed = house.client("contributor").get(INDEX).context["rows"]
        assert "845-QĐ/ĐUK" not in house.client("board").get(WORK).content.decode()
    assert ("845-QĐ/ĐUK" in work, "9-QĐ/ĐUK" in work) == (True, False)
    # Of another unit's documents, the drafter reads their own alone.
    assert [document for document, _late in listed] == [found]
    assert told(house.contributor) == [Kind.WAITING]
    IssuedDocument.objects.filter(pk=found.pk).update(posted_on=DAY)
    assert "845-QĐ/ĐUK" not in house.client("contributor").get(WORK).content.decode()


def test_one_message_tells_of_all_documents_of_a_sheet(house: House) -> None:
    name = house.contributor.get_full_name()
    rows = [(*GOOD, house.contributor.username.upper()), ("9-QĐ/ĐUK", *GOOD[1:], name), ("10-QĐ/ĐUK", *GOOD[1:], None)]
    with at(2026, 10, 8):
        assert send(house, xlsx(*rows, drafters=True)).status_code == 302
    assert list(IssuedDocument.objects.order_by("pk").values_list("drafter", flat=True)) == [
        house.contributor.pk,
        house.contributor.pk,
        None,
    ]
    (message,) = Message.objects.of(house.contributor)
    assert "845-QĐ/ĐUK" in message.text
    assert "2 văn bản" in message.text


def test_a_sheet_that_names_nobody_who_works_here_is_refused(house: House) -> None:
    with at(2026, 10, 8):
        of_the_leader = {name: getattr(house.leader, name) for name in ("first_name", "last_name")}
        get_user_model().objects.filter(pk=house.board.pk).update(**of_the_leader)
        for name in ("Không Có Ai", house.leader.get_full_name()):
            answer = send(house, xlsx((*GOOD, name), drafters=True))
            assert (answer.status_code, f"“{name}”" in answer.content.decode()) == (422, True)
    assert not IssuedDocument.objects.exists()


def test_the_clock_reminds_the_drafter_then_the_leader_each_once(house: House) -> None:
    with at(2026, 10, 8):
        # Due on Monday, 19 October.
        entered(house, house.ours, due_on=date(2026, 10, 19), drafter=house.contributor)
    run(2026, 10, 15, 6, 59)
    assert told(house.contributor) == [Kind.WAITING]
    for hour in (7, 8):
        run(2026, 10, 15, hour)
    run(2026, 10, 20, 7)
    assert told(house.contributor) == [Kind.WAITING, Kind.WAITING, Kind.OVERDUE]
    assert told(house.leader) == []
    # Two working days after the first one that was too late: Tuesday, Wednesday, Thursday.
    run(2026, 10, 21, 7)
    assert told(house.leader) == []
    run(2026, 10, 22, 7)
    run(2026, 10, 30, 7)
    assert (told(house.leader), len(told(house.contributor))) == ([Kind.ESCALATED], 3)


def test_without_a_drafter_or_with_one_who_left_the_leader_is_reminded(house: House) -> None:
    with at(2026, 10, 8):
        entered(house, house.ours)
        entered(house, house.ours, "9-QĐ/ĐUK", drafter=house.contributor)
    left(house)
    run(2026, 10, 13, 7)
    assert told(house.leader) == [Kind.OVERDUE] * 2
    assert told(house.contributor) == [Kind.WAITING]


def test_a_drafter_without_a_role_here_is_told_nothing(house: House) -> None:
    with at(2026, 10, 8):
        entered(house, house.ours, drafter=house.contributor)
    Membership.objects.filter(user=house.contributor).update(valid_to=date(2026, 10, 9))
    run(2026, 10, 13, 7)
    assert (told(house.contributor), told(house.leader)) == ([Kind.WAITING], [Kind.OVERDUE])


def test_the_drafter_is_told_once_the_document_is_for_publication(house: House) -> None:
    with at(2026, 10, 8):
        found = entered(house, house.ours, drafter=house.contributor, to_publish=False)
        assert told(house.contributor) == []
        entry = Entry(house.ours, found.symbol, found.issued_on, "x", True, None, house.contributor)
        for _again in range(2):
            keeping.change(found.pk, entry, house.office)
    assert told(house.contributor) == [Kind.WAITING]


def test_what_was_late_when_it_was_entered_hurries_nobody(house: House) -> None:
    with at(2026, 10, 20):
        found = entered(house, house.ours, drafter=house.contributor)
    run(2026, 10, 30, 7)
    assert (told(house.contributor), told(house.leader)) == ([Kind.WAITING], [])
    with at(2026, 10, 30):
        later = Entry(house.ours, found.symbol, found.issued_on, "x", True, date(2026, 11, 6), house.contributor)
        keeping.change(found.pk, later, house.office)
    run(2026, 11, 4, 7)
    assert told(house.contributor) == [Kind.WAITING] * 2
    with at(2026, 11, 5):
        keeping.change(found.pk, replace(later, due_on=date(2026, 11, 4)), house.office)
    run(2026, 11, 20, 7)
    assert (told(house.contributor), told(house.leader)) == ([Kind.WAITING] * 2, [])


def test_another_drafter_is_told(house: House) -> None:
    with at(2026, 10, 8):
        found = entered(house, house.ours, drafter=house.contributor)
        client, edit = house.client("office"), reverse("issued:edit", args=[found.pk])
        page = client.get(edit)
        assert page.context["form"].initial["drafter"] == house.contributor
        typed = {"symbol": found.symbol, "issued_on": "05/10/2026", "extract": "Về quy chế", "unit": house.ours.pk}
        other = {**typed, "to_publish": "on", "drafter": house.board.pk}
        assert client.post(edit, other).status_code == 302
        assert client.post(edit, other).status_code == 302
        left(house)
        assert client.post(edit, {**other, "drafter": house.contributor.pk}).status_code == 422
    assert (told(house.contributor), told(house.board)) == ([Kind.WAITING], [Kind.WAITING])
