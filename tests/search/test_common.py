"""What a sample of the texts says of common words and pairs, and what a question makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from wagtail.models import Page

from search.engines import reading_engine, sampling, telling
from search.engines.planning import plan_any
from search.engines.plans import Phrase
from search.finding import Question, find

pytestmark = pytest.mark.clause("ND-5.5c")


@pytest.fixture
def many(make_page: Callable[..., Page], reader: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    """Twenty pages that all hold the same words in a row; one holds them twice, one is of other words."""
    monkeypatch.setattr(sampling, "SAMPLE", 5)
    monkeypatch.setattr(telling, "COMMON_AT_LEAST", 2)
    for number in range(18):
        make_page(f"Trang {number}", "chi bộ họp và bàn công việc của chi bộ")
    make_page("Đích", "sinh hoạt thường xuyên, chi bộ họp và bàn công việc của chi bộ")
    make_page("Khác", "công trình, việc làm, bộ phận")
    return reader


def test_what_stands_nearly_everywhere_is_known_without_counting(many: HttpRequest) -> None:
    shares = sampling.shares(reading_engine())
    # Of the five that are read, two at most are of other words.
    assert all(shares[term] >= 0.6 for term in ("chi bo", "chi", "bôđ5"))
    engine = reading_engine()
    assert engine.commonness({"chi", "zebra"}) == {"chi": round(shares["chi"] * engine.size()), "zebra": 0}


def test_a_common_pair_finds_nothing_and_lifts(many: HttpRequest) -> None:
    plan = plan_any(
        "chi bộ họp và bàn công", lambda words: words & {"chi", "bo", "va"}, lambda pairs: pairs & {"chi bo"}
    )
    assert plan is not None
    (branch,) = plan.branches
    assert branch.lifting == (Phrase(("chi", "bo")),)
    found = [clause.phrases[0].words for clause in branch.clauses]
    assert found == [("hop",), ("ban",), ("cong",)]
    # A pair with a telling word is found with the word, and lifts it.
    assert Phrase(("bo", "hop")) in branch.clauses[0].lifting


def test_a_question_of_common_words_still_finds_the_rare_pair_first(many: HttpRequest) -> None:
    found = find(many, Question("sinh hoạt thường xuyên và họp bàn công việc của chi bộ"))
    assert found.hits[0].item.title == "Đích"


def test_a_small_index_has_no_sample(make_page: Callable[..., Page], reader: HttpRequest) -> None:
    make_page("Trang", "chi bộ")
    assert sampling.shares(reading_engine()) == {}
