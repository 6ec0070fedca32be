"""More matches than an engine scores: all are counted and shown once, the best still first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page

from search.engines import sqlite
from search.finding import Question, find

pytestmark = [
    pytest.mark.clause("ND-5.5c"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite's engine leaves matches unscored."),
]


@pytest.fixture
def many(make_page: Callable[..., Page], reader: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    """Forty pages that hold a word; the oldest in its title, the next a rare word too. Five are scored."""
    monkeypatch.setattr(sqlite, "POOL", 5)
    make_page("Hội nghị")
    make_page("Tin", "hội nghị bàn về zebra và nhiều việc khác nữa")
    for number in range(37):
        make_page(f"Trang {number}", "hội nghị bàn việc")
    make_page("Ẩn", "hội nghị bàn việc", live=False)
    return reader


def shown(request: HttpRequest, text: str, page: int) -> list[str]:
    return [hit.item.title for hit in find(request, Question(text), 10 * page, 10 * page + 10).hits]


def test_each_is_counted_and_shown_once(many: HttpRequest) -> None:
    assert find(many, Question("hội nghị")).total == 39
    pages = [shown(many, "hội nghị", page) for page in range(4)]
    assert [len(page) for page in pages] == [10, 10, 10, 9]
    assert len({title for page in pages for title in page}) == 39


def test_an_old_one_with_the_word_in_its_title_is_first(many: HttpRequest) -> None:
    assert shown(many, "hội nghị", 0)[0] == "Hội nghị"


def test_an_old_one_with_the_rare_word_of_a_question_is_first(many: HttpRequest) -> None:
    question = "hội nghị hôm ấy bàn về zebra và việc gì"
    assert find(many, Question(question)).total == 39
    assert shown(many, question, 0)[0] == "Tin"
    assert len({title for page in range(4) for title in shown(many, question, page)}) == 39
