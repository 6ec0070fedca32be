"""The report of the search log: who reads it, what it shows and exports, and how long it is kept."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from search.log.models import DEFAULT_DAYS, ClickCount, Keeping, Missed, SearchCount
from tests.units._house import House, a_house
from units.calendar import today

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c")]

LOG = "/quan-tri/bao-cao/tim-kiem/"
READERS = ("office", "committee", "superuser")
OUTSIDERS = ("contributor", "board", "unit_admin")
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def log() -> None:
    day, older = today(), today() - timedelta(days=400)
    for query, searches, zero, when in (
        ("nghị quyết", 7, 0, day),
        ("lịch tiếp dân", 3, 3, day),
        (MARKUP, 2, 2, day),
        ("", 5, 1, day),
        ("chuyện cũ", 9, 9, older),
    ):
        SearchCount.objects.create(day=when, key=query, query=query, searches=searches, zero=zero)
    for place, clicks in ((1, 3), (5, 1)):
        ClickCount.objects.create(day=day, key="a", query="a", address="/tin/mot/", position=place, clicks=clicks)
    ClickCount.objects.create(day=day, key="a", query="a", address="/ghim/", position=0, clicks=1)
    Missed.objects.create(day=day, query="=1+1", sentence=f"Mẫu 2 {MARKUP}")


def cells(answer: Any) -> list[list[Any]]:
    assert answer.status_code == 200
    return [[cell.value for cell in line] for line in answer.context["lines"]]


@pytest.mark.parametrize("person", READERS)
def test_those_who_may_read_it_see_four_tables(house: House, log: None, person: str) -> None:
    client = house.client(person)
    frequent = cells(client.get(LOG))
    assert [line[1:] for line in frequent] == [[7, 0], [5, 1], [3, 3], [2, 2]]
    assert frequent[0][0] == "nghị quyết"
    assert frequent[1][0].startswith("(")
    assert [line[0] for line in cells(client.get(LOG, {"what": "nothing"}))] == ["lịch tiếp dân", MARKUP]
    clicks = cells(client.get(LOG, {"what": "clicks"}))
    assert [line[1:3] for line in clicks] == [["/tin/mot/", 4], ["/ghim/", 1]]
    assert clicks[0][3] == "2,0"
    assert cells(client.get(LOG, {"what": "missed"})) == [[f"{today():%d/%m/%Y}", "=1+1", f"Mẫu 2 {MARKUP}"]]


def test_stored_markup_never_runs(house: House, log: None) -> None:
    for what in ("queries", "nothing", "missed"):
        assert MARKUP not in house.client("office").get(LOG, {"what": what}).content.decode()


@pytest.mark.parametrize("person", OUTSIDERS)
def test_nobody_else_sees_downloads_or_decides_anything(house: House, log: None, person: str) -> None:
    client = house.client(person)
    for what in ("queries", "nothing", "clicks", "missed"):
        for export in ("", "xlsx", "csv"):
            answer = client.get(LOG, {"what": what, "export": export})
            assert answer.status_code == 403
            assert "nghị quyết" not in answer.content.decode()
    assert client.post(LOG, {"days": 60}).status_code == 403
    assert not Keeping.objects.exists()
    assert LOG not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_reads_every_report_decides_nothing_here(house: House) -> None:
    client = house.client("committee")
    assert "keeping" not in client.get(LOG).context
    assert client.post(LOG, {"days": 60}).status_code == 403
    assert not Keeping.objects.exists()
    assert LOG in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_period_is_a_question_of_days(house: House, log: None) -> None:
    client, older = house.client("office"), today() - timedelta(days=400)
    asked = {"first": f"{older:%d/%m/%Y}", "last": f"{older:%d/%m/%Y}"}
    assert [line[0] for line in cells(client.get(LOG, asked))] == ["chuyện cũ"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"first": "hôm qua"}, "first"),
        ({"first": "05/02/2026", "last": "04/02/2026"}, "last"),
        ({"first": "05/02/1026"}, "first"),
        ({"what": "people"}, "what"),
        ({"export": "pdf"}, "__all__"),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(house: House, asked: dict[str, str], field: str) -> None:
    answer = house.client("office").get(LOG, asked)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "lines" not in answer.context


def test_exports_hold_the_whole_table_and_no_formula(house: House, log: None) -> None:
    client = house.client("office")
    book = load_workbook(io.BytesIO(b"".join(client.get(LOG, {"what": "missed", "export": "xlsx"}).streaming_content)))
    (row,) = [row for row in book.active.iter_rows(values_only=True) if row[1] == "=1+1"]
    assert row[2].startswith("Mẫu 2")
    text = b"".join(client.get(LOG, {"what": "missed", "export": "csv"}).streaming_content).decode()
    assert text.startswith("\ufeff")
    assert "'=1+1" in text
    clicks = b"".join(client.get(LOG, {"what": "clicks", "export": "csv"}).streaming_content).decode()
    assert "/tin/mot/,4," in clicks


def test_long_tables_are_read_page_by_page_at_the_same_cost(house: House, django_assert_num_queries: Any) -> None:
    client = house.client("office")
    SearchCount.objects.create(day=today(), key="a", query="a", searches=1)
    client.get(LOG)
    with django_assert_num_queries(30, exact=False) as few:
        client.get(LOG)
    SearchCount.objects.bulk_create(
        SearchCount(day=today(), key=f"từ {number:03}", query=f"từ {number:03}", searches=1) for number in range(120)
    )
    with django_assert_num_queries(len(few)):
        first = client.get(LOG)
    assert len(first.context["lines"]) == 50
    assert len(client.get(LOG, {"p": "3"}).context["lines"]) == 21


def test_the_office_decides_how_long_the_log_is_kept(house: House) -> None:
    client = house.client("office")
    assert Keeping.in_force() == DEFAULT_DAYS
    assert client.post(LOG, {"days": 90}).status_code == 302
    kept = Keeping.objects.get()
    assert (kept.days, kept.decided_by) == (90, house.office)
    for wrong in ("", "29", "5000", "mãi mãi"):
        answer = client.post(LOG, {"days": wrong})
        assert answer.status_code == 200
        assert answer.context["keeping"].errors["days"]
    assert Keeping.in_force() == 90
    assert client.post(LOG, {"days": 120}).status_code == 302
    assert (Keeping.in_force(), Keeping.objects.count()) == (120, 2)
