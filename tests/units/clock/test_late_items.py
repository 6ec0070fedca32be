"""The report on late items: what it lists, to whom, and that it names the stage (ND-8.1, ND-8.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from tests.factories.articles import a_draft, a_returned, a_waiting
from tests.factories.contributions import ContributionFactory, local
from tests.factories.units import MembershipFactory, RoleFactory
from tests.units._house import House, a_house, fresh
from units.approval import actions
from units.clock.history import PUBLISHING, WRITING, spells_of
from units.models import StageState

LAID_ON = local(2026, 1, 5)
pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-8.1", "ND-8.2")]

REVIEW = "Ban biên tập của đơn vị duyệt"
EVENT = local(2026, 10, 14).date()


@pytest.fixture
def house(time_machine: Any) -> House:
    time_machine.move_to(local(2026, 1, 5), tick=False)
    return a_house()


@pytest.fixture
def clock(time_machine: Any, house: House) -> Any:
    """Move to a moment of October 2026."""
    return lambda *at: time_machine.move_to(local(2026, 10, *at), tick=False)


def waiting_since(clock: Any, house: House, *at: int, **fields: Any) -> Any:
    clock(*at)
    return a_waiting(house.ours, house.contributor, event_date=EVENT, timely=True, **fields)


def listed(client: Client, month: int = 10) -> list[Any]:
    answer = client.get(reverse("clock:late"), {"month": month, "year": 2026})
    assert answer.status_code == 200
    return answer.context["lines"]


def test_an_event_of_this_morning_is_late_at_midnight_and_review_is_named(house: House, clock: Any) -> None:
    item = waiting_since(clock, house, 14, 9)
    clock(14, 23, 59)
    assert listed(house.client("leader")) == []
    clock(15, 0, 0)
    (line,) = listed(house.client("leader"))
    assert (line.item.due, line.item.published_at) == (local(2026, 10, 15, 0), None)
    assert line.delay.stage == line.stage == REVIEW
    assert line.published == ""
    clock(15, 8)
    actions.approve(item, house.board)
    (line,) = listed(house.client("leader"))
    assert line.delay.stage == REVIEW
    assert line.delay.minutes_late == 480
    assert line.delay.minutes == ((REVIEW, 23 * 60),)
    assert line.published == "15/10/2026 08:00"
    clock(31, 23)
    assert [late.delay for late in listed(house.client("leader"))] == [line.delay]


def test_published_on_the_day_of_the_event_is_not_late(house: House, clock: Any) -> None:
    item = waiting_since(clock, house, 14, 9)
    clock(14, 23, 59)
    actions.approve(item, house.board)
    clock(20)
    answer = house.client("superuser").get(reverse("clock:late"))
    assert answer.context["lines"] == []
    assert "10/2026" in answer.content.decode()


def test_what_was_returned_before_it_was_due_was_delayed_by_its_writing(house: House, clock: Any) -> None:
    clock(14, 9)
    item = a_returned(house.ours, house.contributor, house.board, event_date=EVENT, timely=True)
    clock(15, 7)
    (line,) = listed(house.client("leader"))
    assert line.delay.stage == WRITING
    actions.submit(item, house.contributor)
    clock(15, 9)
    actions.approve(fresh(item), house.board)
    (line,) = listed(house.client("leader"))
    assert (line.delay.stage, line.delay.minutes) == (WRITING, ((REVIEW, 120), (WRITING, 22 * 60)))


def test_other_items_have_a_week(house: House, clock: Any) -> None:
    clock(1, 9)
    item = a_waiting(house.ours, house.contributor, event_date=EVENT)
    clock(8, 23, 59)
    assert listed(house.client("leader")) == []
    clock(9, 0, 0)
    (line,) = listed(house.client("leader"))
    assert line.item.due == local(2026, 10, 9, 0)
    clock(12, 9)
    actions.approve(item, house.board)
    (line,) = listed(house.client("leader"))
    # From Thursday morning to Monday morning eleven days later, without two weekends.
    assert line.delay.minutes == ((REVIEW, 7 * 24 * 60),)


def test_an_item_without_a_visit_is_judged_by_the_ledger(house: House, clock: Any) -> None:
    clock(20)
    for published, title in ((local(2026, 10, 14, 23), "Đúng hạn"), (local(2026, 10, 15, 0), "Trễ hạn")):
        ContributionFactory(unit=house.ours, title=title, timely=True, event_date=EVENT, published_at=published)
    (line,) = listed(house.client("leader"))
    assert (line.title, line.stage, line.stages) == ("Trễ hạn", "", [])


def test_an_update_of_a_public_item_is_nobodys_delay(house: House, clock: Any) -> None:
    item = waiting_since(clock, house, 14, 9)
    actions.approve(item, house.board)
    clock(20)
    public = fresh(item)
    public.save_revision(user=house.contributor)
    actions.submit(fresh(item), house.contributor)
    clock(30)
    assert listed(house.client("superuser")) == []


def test_people_see_their_own_unit_and_no_title_of_anothers_draft(house: House, clock: Any) -> None:
    waiting_since(clock, house, 14, 9, title="Chuyện chưa đăng")
    clock(16)
    for name in ("contributor", "board", "leader", "unit_admin", "superuser"):
        assert [line.title for line in listed(house.client(name))] == ["Chuyện chưa đăng"], name
    for name in ("their_writer", "their_board"):
        assert listed(house.client(name)) == []
    for name in ("office", "committee"):
        answer = house.client(name).get(reverse("clock:late"))
        assert len(answer.context["lines"]) == 1
        assert "Chuyện chưa đăng" not in answer.content.decode()
        assert house.ours.name in answer.content.decode()


def test_without_a_role_there_is_no_report(house: House) -> None:
    assert house.client("reader").get(reverse("clock:late")).status_code in (302, 403)
    role = RoleFactory(code="webmaster", scope="site", capabilities=["site_content"])
    person = MembershipFactory(role=role, unit=None).user
    client = Client()
    client.force_login(person)
    assert client.get(reverse("clock:late")).status_code == 403


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"month": "13"}, "month"), ({"month": ""}, "month"), ({"year": "x"}, "year"), ({"year": "9999"}, "year")],
)
def test_a_bad_month_gets_a_sentence(house: House, asked: dict[str, str], field: str) -> None:
    answer = house.client("leader").get(reverse("clock:late"), asked)
    assert field in answer.context["form"].errors
    assert str(answer.context["form"].errors[field][0]) in answer.content.decode()


def test_what_waits_stays_in_the_report_of_each_month(house: House, clock: Any) -> None:
    waiting_since(clock, house, 14, 9)
    clock(31, 9)
    assert [len(listed(house.client("leader"), month)) for month in (9, 10, 11)] == [0, 1, 0]


def test_the_report_costs_the_same_however_many_items_there_are(house: House, clock: Any) -> None:
    clock(14, 9)
    client = house.client("office")

    def late(number: int, counted: int) -> None:
        for _n in range(number):
            clock(14, 9)
            waiting = a_waiting(house.ours, house.contributor, event_date=EVENT, timely=True)
            clock(15, 9)
            a_waiting(house.theirs, house.their_writer, event_date=EVENT, timely=True)
            actions.approve(waiting, house.board)
        for _n in range(counted):
            ContributionFactory(unit=house.ours, timely=True, event_date=EVENT, published_at=local(2026, 10, 15))
        clock(20)

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("clock:late"))
        return answer.context["page"].paginator.count, len(queries)

    late(1, 3)
    cost()
    few, queries = cost()
    late(3, 29)
    assert (few, cost()) == (5, (40, queries))


def test_the_report_is_cut_into_pages(house: House, clock: Any) -> None:
    clock(20)
    for n in range(41):
        ContributionFactory(
            unit=house.ours, timely=True, event_date=EVENT, published_at=local(2026, 10, 15) + timedelta(minutes=n)
        )
    client = house.client("leader")
    shown = [len(client.get(reverse("clock:late"), {"p": page}).context["lines"]) for page in (1, 3, 99)]
    assert shown == [20, 1, 1]


def test_the_history_of_an_item_begins_with_its_writing_and_ends_with_publication(
    house: House, clock: Any, django_assert_max_num_queries: Any
) -> None:
    clock(14, 7)
    item = a_draft(house.ours, house.contributor, event_date=EVENT)
    clock(14, 9)
    actions.submit(item, house.contributor)
    clock(14, 10)
    actions.take_back(fresh(item), house.contributor)
    clock(14, 12)
    actions.submit(fresh(item), house.contributor)
    item = fresh(item)
    with django_assert_max_num_queries(4):
        told = spells_of(item)
    hour = {number: local(2026, 10, 14, number) for number in (7, 9, 10, 12, 15)}

    def plain(spells: list[Any]) -> list[tuple[str, datetime, datetime | None]]:
        return [(spell.stage, spell.began, spell.ended) for spell in spells]

    before = [(WRITING, hour[7], hour[9]), (REVIEW, hour[9], hour[10]), (WRITING, hour[10], hour[12])]
    assert plain(told) == [*before, (REVIEW, hour[12], None)]
    clock(14, 15)
    actions.approve(item, house.board)
    assert plain(spells_of(fresh(item))) == [*before, (REVIEW, hour[12], hour[15])]
    visit = StageState.objects.of(item).last()
    same = {name: getattr(visit, name) for name in ("workflow_state", "task", "revision", "unit")}
    StageState.objects.create(**same, status=TaskState.STATUS_SKIPPED, finished_at=hour[15])
    assert plain(spells_of(fresh(item))) == [*before, (REVIEW, hour[12], hour[15])]
    assert PUBLISHING not in [spell.stage for spell in spells_of(fresh(item))]
    assert StageState.objects.filter(item_due_at=local(2026, 10, 22, 0)).exists()
