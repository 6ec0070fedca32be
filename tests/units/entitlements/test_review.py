"""Each quarter the leader confirms who holds a right in the unit, is reminded, and the office sees who has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory
from units.entitlements import review
from units.entitlements.models import ListReview, ReviewTerms
from units.entitlements.review import Ending
from units.models import DayOff, Membership, Message, RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.6a", "LD-4.2b")]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LAID_ON = datetime(2026, 1, 5, tzinfo=ZONE)
REPORT, CITY = "/quan-tri/quyen/ra-soat/", "/quan-tri/quyen/ra-soat/da-lat/"


@contextmanager
def at(day: int, month: int = 7, hour: int = 8) -> Iterator[None]:
    with time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture(autouse=True)
def summer() -> Iterator[None]:
    with at(1):
        yield


@pytest.fixture
def portal() -> Portal:
    ReviewTerms.objects.create(days=10, since=date(2026, 1, 5))
    return a_portal()


@pytest.fixture
def leader(portal: Portal) -> Any:
    return portal.member("leader", portal.city, username="lanh-dao")


def held_in(unit: Any) -> list[int]:
    return [held.pk for held in review.entries(unit)]


def told(person: Any) -> list[str]:
    return [str(kind) for kind in Message.objects.of(person).order_by("pk").values_list("kind", flat=True)]


def clock() -> str:
    out = StringIO()
    call_command("remind", stdout=out)
    return out.getvalue()


def test_the_leader_confirms_and_ends_what_is_no_longer_needed(
    portal: Portal, leader: Any, client_of: Callable[[Any], Client]
) -> None:
    stays, goes = (MembershipFactory(unit=portal.city) for _each in range(2))
    client = client_of(leader)
    assert stays.decision in client.get(CITY).content.decode()
    posted = {"shown": held_in(portal.city), "end": [goes.pk], "decision": ""}
    answer = client.post(CITY, posted)
    assert answer.status_code == 422
    assert answer.context["away"].keys == {goes.pk}
    assert client.post(CITY, {**posted, "decision": "30-QĐ/TU"}).status_code == 302
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.valid_to, goes.end_decision, stays.valid_to) == (date(2026, 6, 30), "30-QĐ/TU", None)
    row = ListReview.objects.get()
    assert (row.unit, row.first, row.confirmed_by) == (portal.city, date(2026, 7, 1), leader)
    entry = RecordEntry.objects.about(row).get(verb=Verb.LIST_REVIEWED)
    assert str(goes.user) in entry.details["ended"][0]
    assert len(entry.details["kept"]) == 2
    assert client.get(CITY).context["done"] == row


def test_what_a_leader_cannot_do(portal: Portal, leader: Any) -> None:
    other = MembershipFactory(unit=portal.office)
    own = Membership.objects.get(user=leader)
    of_superuser = MembershipFactory(unit=portal.city, user__is_superuser=True)
    shown = held_in(portal.city)
    for unit, keys, ended in (
        (portal.office, held_in(portal.office), set()),
        (portal.city, shown, {own.pk}),
        (portal.city, shown, {of_superuser.pk}),
        (portal.city, shown[1:], set()),
    ):
        with pytest.raises(PermissionDenied, match=r"\.$"):
            review.confirm(unit, leader, keys, Ending(frozenset(ended), "1-QĐ"))
    # The entry of another unit is not in the list, so naming it ends nothing.
    review.confirm(portal.city, leader, shown, Ending(frozenset({other.pk}), "1-QĐ"))
    with pytest.raises(PermissionDenied):
        review.confirm(portal.city, leader, shown)
    other.refresh_from_db()
    assert other.valid_to is None


def test_nobody_but_the_leader_confirms_while_there_is_one(portal: Portal, leader: Any) -> None:
    people = [portal.member(role, portal.city) for role in ("board", "unit_admin", "contributor")]
    office = portal.member("office")
    for person in (*people, office, portal.member("leader", portal.office)):
        with pytest.raises(PermissionDenied):
            review.confirm(portal.city, person, held_in(portal.city))
    Membership.objects.filter(user=leader).update(valid_to=date(2026, 6, 30))
    assert review.confirm(portal.city, office, held_in(portal.city)).confirmed_by == office


def test_the_clock_asks_reminds_and_tells_the_office_each_once(portal: Portal, leader: Any) -> None:
    office = portal.member("office")
    # The second of July is off, so the tenth working day is the fifteenth.
    DayOff.objects.create(day=date(2026, 7, 2), name="Nghỉ bù")
    with at(1, hour=6):
        clock()
        assert told(leader) == []
    for day, kinds in {1: 1, 9: 1, 10: 2, 15: 2, 16: 3, 17: 3, 20: 3}.items():
        with at(day):
            clock()
            clock()
            assert len(told(leader)) == kinds, day
    assert told(leader) == ["waiting", "waiting", "overdue"]
    assert "15/07/2026" in Message.objects.of(leader).first().text
    # Three working days after the last one the office learns all at once which units are missing.
    assert told(office)[-1] == "escalated"
    assert portal.city.label in Message.objects.of(office).last().text
    with at(31):
        before = Message.objects.count()
        clock()
        assert Message.objects.count() == before


def test_who_has_confirmed_is_left_alone_and_a_unit_without_leader_goes_to_the_office(
    portal: Portal, leader: Any
) -> None:
    office = portal.member("office")
    MembershipFactory(unit=portal.propaganda)
    with at(3):
        review.confirm(portal.city, leader, held_in(portal.city))
        clock()
    assert told(leader) == []
    assert [message.about for message in Message.objects.of(office)] == [portal.propaganda.name]


def test_a_quarter_that_had_begun_before_asks_nobody(portal: Portal, leader: Any) -> None:
    ReviewTerms.objects.create(days=10, since=date(2026, 7, 2))
    with at(20):
        clock()
    assert told(leader) == []
    with at(1, month=10):
        clock()
    assert told(leader) == ["waiting"]
    ReviewTerms.objects.create(days=0, since=date(2026, 7, 2))
    with at(30, month=10):
        clock()
    assert told(leader) == ["waiting"]


def test_the_report_shows_each_their_own_and_costs_the_same(
    portal: Portal, leader: Any, client_of: Callable[[Any], Client]
) -> None:
    review.confirm(portal.city, leader, held_in(portal.city))
    MembershipFactory(unit=portal.propaganda)
    office = client_of(portal.member("office"))
    with CaptureQueriesContext(connection) as few:
        shown = office.get(REPORT)
    assert [(line.unit, line.state != "", line.confirmed_by) for line in shown.context["lines"]] == [
        (portal.propaganda, True, ""),
        (portal.city, True, str(leader)),
    ]
    MembershipFactory(unit=portal.office)
    with CaptureQueriesContext(connection) as more:
        assert len(office.get(REPORT).context["lines"]) == 3
    assert len(more) == len(few)
    sheet = b"".join(office.get(REPORT, {"export": "csv"}).streaming_content).decode()
    assert str(leader) in sheet
    assert office.post(REPORT, {"days": 5}).status_code == 302
    assert ReviewTerms.objects.current().days == 5
    own = client_of(leader)
    assert [line.unit for line in own.get(REPORT).context["lines"]] == [portal.city]
    own.post(REPORT, {"days": 1})
    assert ReviewTerms.objects.current().days == 5
    assert office.get(REPORT, {"year": "x"}).status_code == 200
    for role in ("contributor", "board"):
        outsider = client_of(portal.member(role, portal.city))
        assert {outsider.get(address).status_code for address in (REPORT, CITY)} == {302}
    assert client_of(portal.member("leader", portal.office)).get(CITY).status_code == 302
