"""Public pages are counted by address and day, and nothing tells who opened them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.articles import a_public
from tests.units._house import House, a_house
from units import calendar
from units.models import PageVisits
from units.visits import counting
from units.visits.counting import Gathering, Place, gathering

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def house(settings: Any) -> House:
    settings.PORTAL_COUNT_VISITS = True
    gathering.write()
    PageVisits.objects.all().delete()
    return a_house()


def counted() -> dict[str, tuple[int, int | None]]:
    gathering.write()
    return {row.path: (row.number, row.unit_id) for row in PageVisits.objects.all()}


def test_what_readers_open_is_counted_with_the_unit_of_the_page(house: House) -> None:
    article = a_public(house.ours, house.contributor, house.board, title="Tin đã đăng")
    reader = Client()
    for _time in range(3):
        assert reader.get(article.url).status_code == 200
    reader.get("/")
    reader.get("/khong-co/")
    reader.post("/")
    reader.get("/", headers={"user-agent": "SomeBot/1.0"})
    reader.get(f"{house.portal.news.url}rss/")
    house.client("board").get(reverse("wagtailadmin_home"))
    assert counted() == {article.url: (3, house.ours.pk), "/": (1, house.ours.pk)}
    row = PageVisits.objects.get(path=article.url)
    assert (row.day, row.kind) == (calendar.today(), "news")
    assert {field.name for field in PageVisits._meta.fields} == {"id", "day", "path", "unit", "kind", "number"}


def test_a_visit_costs_no_query_and_sets_no_cookie(house: House, settings: Any) -> None:
    counts = []
    for on in (False, True):
        settings.PORTAL_COUNT_VISITS = on
        reader = Client()
        reader.get("/")
        with CaptureQueriesContext(connection) as queries:
            answer = reader.get("/")
        counts.append(len(queries))
        assert not answer.cookies
    assert counts[0] == counts[1]


def test_processes_add_to_the_same_row(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Gathering(), Gathering()
    place = Place(calendar.today(), "/mot-trang/", None, "")
    for each in (one, one, other):
        each.note(place)
    one.write()
    other.write()
    assert PageVisits.objects.get(path="/mot-trang/").number == 3
    one.write()
    assert PageVisits.objects.get(path="/mot-trang/").number == 3
    monkeypatch.setattr(counting, "GATHERED_FOR", 0)
    one.note(place)
    assert PageVisits.objects.get(path="/mot-trang/").number == 4
