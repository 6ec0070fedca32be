"""Before a right ends its holder is told, and who can see that it goes on, once of each last day (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory
from units.entitlements import ends_soon
from units.members import ending
from units.models import EndNotice, Membership, Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2b", "ND-13.6a")]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Two weeks after the sixth of July.
LAST = date(2026, 7, 20)


@contextmanager
def at(day: int, hour: int = 8) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 7, day, hour, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture(autouse=True)
def summer() -> Iterator[None]:
    with at(1):
        yield


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def a_right(portal: Portal, role: str = "contributor", unit: Any = None, last: date | None = LAST) -> Membership:
    person = portal.member(role, unit)
    Membership.objects.filter(user=person).update(valid_to=last)
    return Membership.objects.get(user=person)


def clock() -> str:
    out = StringIO()
    call_command("remind", stdout=out)
    return out.getvalue()


def told() -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {}
    for message in Message.objects.order_by("pk"):
        found.setdefault(message.recipient, []).append(message.text)
    return found


def test_holder_leader_and_administrator_are_told_two_weeks_before_once(portal: Portal, client_of: Any) -> None:
    held = a_right(portal, unit=portal.city)
    a_right(portal, unit=portal.city, last=None)
    leader, keeper = portal.member("leader", portal.city), portal.member("unit_admin", portal.city)
    portal.member("leader", portal.office)
    portal.member("office")
    for day, hour in ((5, 23), (6, 6)):
        with at(day, hour):
            clock()
            assert told() == {}
    with at(6):
        assert str(held) in clock()
        clock()
    with at(20, 23):
        clock()
    heard = told()
    assert {person: len(texts) for person, texts in heard.items()} == {held.user: 1, leader: 1, keeper: 1}
    assert all("20/07/2026" in text for texts in heard.values() for text in texts)
    assert str(held.user) in heard[leader][0]
    # The link leads to the form that asks for the same from the day after.
    client: Client = client_of(leader)
    page = client.get(Message.objects.of(leader).get().url).content.decode()
    for filled_in in (held.user.username, "21/07/2026", f'<option value="{held.role_id}" selected>'):
        assert filled_in in page


def test_another_last_day_is_told_again_and_what_goes_on_is_not(portal: Portal) -> None:
    held, goes_on = a_right(portal, unit=portal.city), a_right(portal, unit=portal.city)
    MembershipFactory(user=goes_on.user, role=goes_on.role, unit=goes_on.unit, valid_from=date(2026, 7, 21))
    with at(10):
        clock()
        Membership.objects.filter(pk=held.pk).update(valid_to=date(2026, 7, 23))
        clock()
        clock()
    assert [notice.last_day for notice in EndNotice.objects.order_by("pk")] == [LAST, date(2026, 7, 23)]
    assert len(told()[held.user]) == 2
    assert goes_on.user not in told()


def test_where_nobody_leads_the_office_is_told_and_never_twice_of_a_decision(portal: Portal) -> None:
    office = portal.member("office")
    of_site, of_unit = a_right(portal, "standing_committee"), a_right(portal, "unit_admin", portal.city)
    with at(6):
        ending.end(of_unit, LAST, "12-QĐ/TU", office)
        clock()
    heard = told()
    assert len(heard[office]) == 2
    assert {person: len(texts) for person, texts in heard.items() if person != office} == {
        of_site.user: 1,
        of_unit.user: 1,
    }
    assert "12-QĐ/TU" in heard[of_unit.user][0]


def test_two_runs_at_once_tell_once_and_what_has_ended_is_left_alone(portal: Portal) -> None:
    held = a_right(portal, unit=portal.city)
    a_right(portal, unit=portal.city, last=date(2026, 7, 9))
    MembershipFactory(unit=portal.city, user__is_active=False, valid_to=LAST)
    with at(10):
        first, second = ([*ends_soon.due(datetime.now(ZONE))] for _each in range(2))
        assert [due.held for due in first] == [held]
        first[0].give()
        assert second[0].give() == []
    assert len(told()[held.user]) == 1
