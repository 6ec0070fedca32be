"""Somebody decides in the place of a person who is away, on those days alone, and everybody can see it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from home.models import ArticlePage
from tests.factories.articles import a_waiting
from tests.factories.portal import a_portal
from units.approval import actions, delegating, timeline
from units.approval.delegation_rules import LONGEST_DAYS, DelegationRules
from units.approval.models import Delegation, Verdict
from units.calendar import today
from units.messages.models import Kind, Message
from units.models import Membership
from units.record.models import RecordEntry
from units.record.verbs import Verb

pytestmark = pytest.mark.django_db

LIST = "approval:delegations"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def house() -> SimpleNamespace:
    portal = a_portal()
    unit = portal.office
    return SimpleNamespace(
        portal=portal,
        unit=unit,
        author=portal.member("contributor", unit),
        absent=portal.member("board", unit),
        colleague=portal.member("board", unit),
        delegate=portal.member("contributor", unit),
        stranger=portal.member("board", portal.city),
        unit_admin=portal.member("unit_admin", unit),
        office=portal.member("office"),
    )


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seat_of(person: Any) -> Membership:
    return Membership.objects.get(user=person)


def lend(house: SimpleNamespace, days: int = 3, by: Any = None) -> Delegation:
    return delegating.delegate(
        seat_of(house.absent),
        house.delegate,
        today(),
        today() + timedelta(days=days),
        "Đi công tác",
        by or house.absent,
    )


def posted(house: SimpleNamespace, **said: Any) -> dict[str, Any]:
    day = today()
    return {
        "delegate": house.delegate.pk,
        "valid_from": f"{day:%d/%m/%Y}",
        "valid_to": f"{day + timedelta(days=2):%d/%m/%Y}",
        "reason": "Nghỉ phép",
        **said,
    }


@pytest.mark.clause("ND-5.4b", "ND-10.1")
def test_a_delegate_opens_the_inbox_and_the_item_and_decides_in_both_names(house: SimpleNamespace) -> None:
    item, client = a_waiting(house.unit, house.author), client_of(house.delegate)
    review = reverse("approval:review", args=[item.pk])
    client.post(review, {"verb": "approve", "approve-comment": ""})
    assert not Verdict.objects.exists()
    assert client_of(house.absent).post(reverse("approval:delegate"), posted(house)).status_code == 302
    assert review in client.get(reverse("approval:my_work")).content.decode()
    assert str(house.absent) in client.get(review).context["review"].acts_for
    assert client.post(review, {"verb": "approve", "approve-comment": ""}).status_code == 302
    given = Verdict.objects.get()
    assert (given.user, given.acts_for) == (house.delegate, house.absent)
    assert ArticlePage.objects.get(pk=item.pk).live
    assert any(str(house.absent) in step.what for step in timeline.of(item))


@pytest.mark.clause("ND-5.4b")
def test_at_the_midnight_after_its_last_day_a_delegation_is_over(house: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=HANOI), tick=False):
        lend(house, days=1)
        first, second = a_waiting(house.unit, house.author), a_waiting(house.unit, house.author)
    with time_machine.travel(datetime(2027, 3, 2, 23, 59, 59, tzinfo=HANOI), tick=False):
        actions.approve(first, house.delegate)
        assert ArticlePage.objects.get(pk=first.pk).live
    with time_machine.travel(datetime(2027, 3, 3, tzinfo=HANOI), tick=False):
        with pytest.raises(PermissionDenied) as refusal:
            actions.approve(second, house.delegate)
        assert str(house.colleague) in str(refusal.value)
        listed = client_of(house.delegate).get(reverse("approval:my_work")).context["pages"]["waiting"].object_list
        assert listed == []
        assert not ArticlePage.objects.get(pk=second.pk).live


@pytest.mark.clause("ND-5.4b")
def test_everybody_who_works_here_sees_who_decides_in_whose_place(house: SimpleNamespace) -> None:
    lend(house)
    Delegation.objects.create(
        membership=seat_of(house.colleague),
        delegate=house.author,
        valid_from=date(2026, 1, 5),
        valid_to=date(2026, 1, 9),
        reason="Đi học",
        made_by=house.colleague,
    )
    said = client_of(house.stranger).get(reverse(LIST)).content.decode()
    for words in (house.delegate, house.absent, "Đi công tác", "Đi học", "09/01/2026"):
        assert str(words) in said
    assert reverse("approval:end_delegation", args=[Delegation.objects.first().pk]) not in said
    assert Client().get(reverse(LIST)).status_code == 302


@pytest.mark.clause("ND-5.4b")
def test_a_delegation_is_on_record_and_told_to_those_it_concerns(house: SimpleNamespace) -> None:
    made = lend(house, by=house.office)
    delegating.end(made, house.absent)
    assert list(RecordEntry.objects.about(made).values_list("verb", flat=True)) == [
        Verb.DELEGATED,
        Verb.DELEGATION_ENDED,
    ]
    told = Message.objects.filter(kind=Kind.DELEGATED)
    assert {message.recipient for message in told} == {house.delegate, house.absent, house.colleague}


def test_a_delegation_that_was_used_today_ends_tonight_and_another_at_once(house: SimpleNamespace) -> None:
    assert delegating.end(lend(house), house.absent).valid_to == today() - timedelta(days=1)
    assert not Delegation.objects.in_force().exists()
    used, item = lend(house), a_waiting(house.unit, house.author)
    actions.approve(item, house.delegate)
    assert client_of(house.absent).post(reverse("approval:end_delegation", args=[used.pk])).status_code == 302
    used.refresh_from_db()
    assert used.valid_to == today()
    planned = Delegation.objects.create(
        membership=seat_of(house.absent),
        delegate=house.delegate,
        valid_from=today() + timedelta(days=5),
        valid_to=today() + timedelta(days=9),
        reason="Nghỉ phép",
        made_by=house.absent,
    )
    assert delegating.end(planned, house.absent).valid_to < planned.valid_from


@pytest.mark.parametrize(
    ("first", "last"),
    [(-1, 3), (3, 1), (0, LONGEST_DAYS)],
    ids=["in the past", "runs backwards", "too long"],
)
def test_days_that_cannot_be_are_refused_and_what_was_typed_stays(
    house: SimpleNamespace, first: int, last: int
) -> None:
    days = {
        name: f"{today() + timedelta(days=far):%d/%m/%Y}" for name, far in (("valid_from", first), ("valid_to", last))
    }
    answer = client_of(house.absent).post(reverse("approval:delegate"), posted(house, **days))
    assert answer.status_code == 422
    assert answer.context["form"].errors["valid_to"]
    assert "Nghỉ phép" in answer.content.decode()
    assert not Delegation.objects.exists()


def test_one_seat_is_lent_to_one_person_at_a_time(house: SimpleNamespace) -> None:
    lend(house)
    with pytest.raises(PermissionDenied, match=str(house.delegate)):
        delegating.delegate(seat_of(house.absent), house.colleague, today(), today(), "Nghỉ phép", house.absent)


def test_only_people_of_the_same_unit_stand_in_and_nobody_for_themselves(house: SimpleNamespace) -> None:
    for wrong in (house.stranger, house.absent):
        assert (
            client_of(house.absent).post(reverse("approval:delegate"), posted(house, delegate=wrong.pk)).status_code
            == 422
        )
        with pytest.raises(PermissionDenied):
            delegating.delegate(seat_of(house.absent), wrong, today(), today(), "Nghỉ phép", house.absent)
    assert not Delegation.objects.exists()


def test_who_may_lend_whose_seat(house: SimpleNamespace) -> None:
    seat = seat_of(house.absent)
    lenders = {"absent": house.absent, "unit_admin": house.unit_admin, "office": house.office}
    others = {"colleague": house.colleague, "stranger": house.stranger, "author": house.author}
    may = {
        name: DelegationRules(person).memberships().filter(pk=seat.pk).exists()
        for name, person in {**lenders, **others}.items()
    }
    assert may == {**dict.fromkeys(lenders, True), **dict.fromkeys(others, False)}
    with pytest.raises(PermissionDenied):
        lend(house, by=house.colleague)
    made = lend(house, by=house.unit_admin)
    with pytest.raises(PermissionDenied):
        delegating.end(made, house.colleague)
    client_of(house.colleague).post(reverse("approval:end_delegation", args=[made.pk]))
    made.refresh_from_db()
    assert made.is_in_force


def test_whoever_administers_many_first_chooses_whose_seat(house: SimpleNamespace) -> None:
    client, address = client_of(house.office), reverse("approval:delegate")
    asked = client.get(address).content.decode()
    assert str(seat_of(house.absent)) in asked
    assert client.get(address, {"membership": seat_of(house.author).pk}).status_code == 422
    chosen = f"{address}?membership={seat_of(house.absent).pk}"
    assert str(house.delegate) in client.get(chosen).content.decode()
    assert client.post(chosen, posted(house)).status_code == 302
    assert Delegation.objects.get().made_by == house.office
    assert client_of(house.author).get(address).context["may_make"] is False
