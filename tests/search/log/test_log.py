"""What the search log keeps, what it leaves out, and what it withstands."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from search.log import counting, erasing
from search.log.models import LEAST_DAYS, ClickCount, Counted, Keeping, Missed, SearchCount
from search.log.personal import LEFT_OUT, looks_personal, without_personal
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c")]

TODAY = timezone.localdate


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912345678",
        "0912 345 678",
        "(024) 3825-1234",
        "+84 912.345.678",
        "０９１２３４５６７８",
        "căn cước 068192001234",
        "cmnd 250123456",
        "thẻ đảng 43.123456",
        "thẻ đảng 43123456",
        "viết cho van.a@example.vn",
        "tài khoản 1234 5678 9012",
    ],
)
def test_what_looks_personal_is_not_kept(text):
    assert looks_personal(text)
    assert LEFT_OUT in without_personal(text)
    counting.count_search(f"nguyễn văn a {text}", 1)
    kept = SearchCount.objects.get()
    assert (kept.key, kept.query, kept.searches) == ("", "", 1)
    assert counting.click_token(text, "/tin/", 1) == ""


@pytest.mark.parametrize(
    "text",
    [
        "845-QĐ/ĐUK",
        "01/2024/NĐ-CP",
        "05/02/2026",
        "nhiệm kỳ 2020 - 2025",
        "nghị quyết 18-NQ/TW 25/10/2017",
        "quý 3 2026",
    ],
)
def test_symbols_dates_and_years_are_kept(text):
    assert not looks_personal(text)
    counting.count_search(text, 1)
    assert SearchCount.objects.get().query == text.lower()


def test_searches_are_counted_by_query_and_day():
    for query, found in (("Nghị quyết", 3), ("nghi  quyet", 0), ("NGHỊ QUYẾT!", 2), ("khác", 0)):
        counting.count_search(query, found)
    lines = SearchCount.objects.within(TODAY(), TODAY()).by_query()
    assert [(line["key"], line["times"], line["times_nothing"]) for line in lines] == [
        ("nghi quyet", 3, 1),
        ("khac", 1, 1),
    ]
    assert not SearchCount.objects.within(TODAY() - timedelta(days=9), TODAY() - timedelta(days=1)).exists()
    assert [line["key"] for line in SearchCount.objects.all().without_result()] == ["khac", "nghi quyet"]


@pytest.mark.parametrize("query", ["", "!?…", "a" * 201, "\0", "x " * 300])
def test_words_of_no_use_are_counted_without_being_kept(query):
    counting.count_search(query, 0)
    assert SearchCount.objects.get().query == ""


def test_a_flood_of_queries_is_counted_in_one_row(monkeypatch):
    monkeypatch.setattr(counting, "MOST_QUERIES_A_DAY", 3)
    for number in range(10):
        counting.count_search(f"từ {number}", 0)
    counting.count_search("từ 1", 1)
    assert SearchCount.objects.count() == 4
    assert SearchCount.objects.get(key="").searches == 7
    assert SearchCount.objects.get(key="tu 1").searches == 2


def test_clicks_count_only_what_we_signed():
    token = counting.click_token("Nghị quyết", "/tin/mot/", 3)
    assert token == counting.click_token("nghị  quyết", "/tin/mot/", 3)
    assert counting.count_click(token)
    assert counting.count_click(token)
    (line,) = ClickCount.objects.within(TODAY(), TODAY()).by_result()
    assert (line["words"], line["address"], line["times"], line["place"]) == ("nghị quyết", "/tin/mot/", 2, 3)
    for wrong in ("", "x", token[:-1], token.replace(":", ""), f"{token}x", "https://example.com/"):
        assert not counting.count_click(wrong)
    assert ClickCount.objects.get().clicks == 2


def test_the_mean_place_weighs_every_click():
    for place, times in ((1, 3), (5, 1)):
        for _ in range(times):
            counting.count_click(counting.click_token("nghị quyết", "/tin/", place))
    (line,) = ClickCount.objects.all().by_result()
    assert (line["times"], line["place"]) == (4, 2)


def test_a_click_of_another_day_is_not_counted(monkeypatch):
    token = counting.click_token("nghị quyết", "/tin/", 1)
    for days, counted in ((1, True), (2, False)):
        monkeypatch.setattr(timezone, "localdate", lambda days=days: date.today() + timedelta(days=days))
        assert counting.count_click(token) is counted


def test_clicks_of_a_day_have_a_limit(monkeypatch):
    monkeypatch.setattr(counting, "MOST_CLICKS_A_DAY", 2)
    for number in range(5):
        counting.count_click(counting.click_token("nghị quyết", f"/tin/{number}/", 1))
    assert ClickCount.objects.count() == 2


def test_what_was_missed_is_kept_without_personal_data():
    assert counting.report_missed("lịch họp 0912345678", "Xin gửi cho a@b.vn, số 068192001234") == ""
    missed = Missed.objects.get()
    assert missed.query == f"lịch họp {LEFT_OUT}"
    assert "@" not in missed.sentence
    assert "068192001234" not in missed.sentence


def test_what_cannot_be_kept_is_said_in_a_sentence(monkeypatch):
    assert "300" in counting.report_missed("lịch", "x" * 301)
    assert counting.report_missed("  ", "x")
    monkeypatch.setattr(counting, "MOST_MISSED_A_DAY", 1)
    assert counting.report_missed("lịch", "") == ""
    assert counting.report_missed("lịch", "")
    assert Missed.objects.count() == 1


def test_a_database_that_refuses_costs_the_count_and_nothing_else(monkeypatch, caplog):
    def refuse(*_args, **_counts):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(counting, "add_to", refuse)
    counting.count_search("nghị quyết", 1)
    assert not SearchCount.objects.exists()
    assert "was not counted" in caplog.text


def test_a_row_that_somebody_else_has_just_made_is_counted_up(monkeypatch):
    """Between our look and our row another process makes it."""
    row = {"day": TODAY(), "key": "nghi quyet", "query": "nghị quyết"}
    count = Counted.count

    def beaten(rows):
        SearchCount.objects.create(**row, searches=5)
        return count(rows)

    monkeypatch.setattr(Counted, "count", beaten)
    counting.count_search("nghị quyết", 1)
    assert SearchCount.objects.get().searches == 6


def test_erasing_keeps_what_the_office_decided_to_keep():
    old, new = TODAY() - timedelta(days=40), TODAY() - timedelta(days=20)
    for day in (old, new):
        SearchCount.objects.create(day=day, key="a", query="a", searches=1)
        ClickCount.objects.create(day=day, key="a", query="a", address="/", position=1, clicks=1)
        Missed.objects.create(day=day, query="a")
    call_command("erase_searches", stdout=StringIO())
    assert SearchCount.objects.count() == 2
    Keeping.objects.create(days=LEAST_DAYS, decided_by=UserFactory())
    said = StringIO()
    call_command("erase_searches", "--dry-run", stdout=said)
    assert said.getvalue().count(": 1") == 3
    assert SearchCount.objects.count() == 2
    call_command("erase_searches", stdout=said)
    for model in erasing.LOGGED:
        assert [row.day for row in model.objects.all()] == [new]
