"""The search page: facets, filters, order, pins, spelling, and what helps where nothing is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import asking, finding
from search.log.models import SearchCount
from search.office.models import PinnedResult
from tests.factories.units import UserFactory
from tests.search.page._visiting import MARKUP, MakePage, shown, visit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c", "ND-4.3")]


def facet(answer: Any, name: str) -> dict[str, int]:
    (found,) = [facet for facet in answer.context["facets"] if facet.name == name]
    return {choice.label: choice.count for choice in [*found.first, *found.more]}


def link(answer: Any, label: str) -> str:
    choices = [choice for facet in answer.context["facets"] for choice in [*facet.first, *facet.more]]
    return next(choice.url for choice in choices if choice.label == label)


def test_every_result_says_what_whose_and_when(publish: MakePage) -> None:
    publish("Nghị quyết 7", "Toàn văn nghị quyết của đảng ủy.")
    (result,) = visit("nghi quyet").context["results"]
    assert (result.kind, result.unit) == ("Tin", "Đơn vị 7")
    html = visit("nghi quyet").content.decode()
    assert "04/03/2026" in html
    assert "<mark>nghị quyết</mark>" in html
    assert f'href="{result.url}" ping="' in html


def test_facets_count_truly_and_narrow_by_links(publish: MakePage) -> None:
    years = {"Tin hội nghị 1": 2025, "Tin hội nghị 1 b": 2026, "Bài hội nghị 2": 2026, "Hội nghị": 2024}
    for title, year in years.items():
        publish(title, year=year)
    answer = visit("hoi nghi")
    assert facet(answer, "kinds") == {"Tin": 3, "Trang": 1}
    assert facet(answer, "units") == {"Đơn vị 1": 2, "Đơn vị 2": 1}
    assert facet(answer, "sections") == {"Tin": 2, "Bài": 1, "Hội": 1}
    assert list(facet(answer, "years").items()) == [("2026", 2), ("2025", 1), ("2024", 1)]
    narrowed = Client().get(link(answer, "Đơn vị 1"))
    assert narrowed.context["total"] == 2
    assert facet(narrowed, "units") == {"Đơn vị 1": 2, "Đơn vị 2": 1}
    assert facet(narrowed, "years") == {"2026": 1, "2025": 1}
    both = Client().get(link(narrowed, "Đơn vị 2"))
    assert both.context["total"] == 3
    assert [choice.label for choice in both.context["chosen"]] == ["Đơn vị 1", "Đơn vị 2"]
    back = Client().get(both.context["chosen"][0].url)
    assert shown(back) == ["Bài hội nghị 2"]
    assert Client().get(back.context["clear_url"]).context["total"] == 4


def test_a_filter_that_leaves_nothing_can_be_taken_off(publish: MakePage) -> None:
    publish("Hội nghị 1")
    answer = visit("hoi nghi", unit="2", year="1999")
    assert answer.context["total"] == 0
    assert [choice.label for choice in answer.context["chosen"]] == ["Đơn vị 2", "1999"]
    assert Client().get(answer.context["clear_url"]).context["total"] == 1
    assert not SearchCount.objects.filter(zero__gt=0).exists()


def test_results_stand_by_relevance_or_by_date(publish: MakePage) -> None:
    publish("Hội nghị", year=2020)
    publish("Khác", "Một hội nghị nào đó.", year=2026)
    assert shown(visit("hoi nghi")) == ["Hội nghị", "Khác"]
    (_relevance, by_date) = visit("hoi nghi").context["orders"]
    newest = Client().get(by_date[1])
    assert shown(newest) == ["Khác", "Hội nghị"]
    assert [is_on for _label, _url, is_on in newest.context["orders"]] == [False, True]


@pytest.mark.parametrize(
    "address",
    [
        "kind=&unit=x&unit=-1&unit=9999999999999999&year=abcd&section=&sort=magic",
        "kind=%00&unit=%E0%B9%90&section=" + "x" * 5000,
        "&".join(f"unit={number}" for number in range(500)),
        "sort=date&sort=&page=-1&page=1e9&kind='%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_no_address_breaks_the_page(publish: MakePage, address: str) -> None:
    publish("Hội nghị 1")
    answer = Client().get(f"/tim-kiem/?q=hoi+nghi&{address}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_an_address_says_the_same_when_it_is_read_back() -> None:
    asked = asking.read(QueryDict("q=hoi++nghi&kind=news&unit=3&unit=3&unit=5&section=tin&year=2026&sort=date"))
    assert asked.question == finding.Question("hoi nghi", ("news",), (3, 5), ("tin",), (2026,), "date")
    again = asking.read(QueryDict(asked.toggled("units", 9).partition("?")[2]))
    assert again.question.units == (3, 5, 9)
    assert asking.read(QueryDict(again.toggled("units", 9).partition("?")[2])) == asked


def test_markup_in_a_question_or_a_title_never_runs(publish: MakePage) -> None:
    publish(f"Hội nghị {MARKUP}", f"{MARKUP} hội nghị")
    for query in (MARKUP, f"hoi nghi {MARKUP}", '"><img src=x onerror=alert(1)>', "hội nghị"):
        html = visit(query).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_a_misspelt_word_is_searched_as_it_was_meant_and_said_so(publish: MakePage) -> None:
    publish("Hội nghị cán bộ chủ chốt")
    answer = visit("hoi nghi can bo chu chott")
    assert answer.context["spelling"]
    assert answer.context["total"] == 1
    html = answer.content.decode()
    assert "hoi nghi can bo chu chott" in html
    assert "Có phải bạn tìm" in html
    assert SearchCount.objects.get().zero == 1


def test_where_nothing_is_found_the_page_helps(publish: MakePage) -> None:
    publish("Kế hoạch đại hội chi bộ")
    answer = visit("hoach qqwwxx")
    assert answer.context["total"] == 0
    assert shown(answer, "nearest") == ["Kế hoạch đại hội chi bộ"]
    assert answer.context["advice"]
    html = answer.content.decode()
    assert 'action="/tim-kiem/khong-thay/"' in html
    assert 'value="hoach qqwwxx"' in html
    for exact in ('"ke hoach" qqwwxx', "qqwwxx", "ke hoach -hoach"):
        assert visit(exact).context["nearest"] == []


def test_results_that_hold_some_of_the_words_are_called_so(publish: MakePage) -> None:
    publish("Kế hoạch đại hội chi bộ")
    answer = visit("ke hoach qqwwxx")
    assert shown(answer) == ["Kế hoạch đại hội chi bộ"]
    assert "có một phần" in answer.content.decode()
    assert SearchCount.objects.get().zero == 1


def test_a_simpler_engine_is_named(publish: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("Hội nghị")
    monkeypatch.setattr("search.answering.find", lambda *_args: finding.Finding(degraded=True))
    assert "công cụ đơn giản hơn" in visit("hoi nghi").content.decode()


def test_pins_stand_on_the_first_page_of_the_plain_question_only(publish: MakePage) -> None:
    pinned = publish("Chương trình công tác")
    for number in range(25):
        publish(f"Lịch công tác {number}")
    PinnedResult.objects.create(query="lịch công tác", page=pinned, made_by=UserFactory())
    first = visit("lich cong tac")
    assert shown(first, "pinned") == ["Chương trình công tác"]
    assert first.context["total"] == 25
    for more in ({"page": "2"}, {"unit": "3"}, {"sort": "date"}):
        assert visit("lich cong tac", **more).context["pinned"] == []


def test_the_page_costs_the_same_with_every_part_of_it(publish: MakePage) -> None:
    def cost(query: str, **more: str) -> int:
        visit(query, **more)
        with CaptureQueriesContext(connection) as queries:
            visit(query, **more)
        return len(queries)

    publish("Hội nghị 1")
    publish("Hội nghị 1 b", year=2025)
    asked: list[tuple[str, dict[str, str]]] = [("hoi nghi", {}), ("hoi nghi", {"unit": "1", "sort": "date"})]
    few = [cost(query, **more) for query, more in asked]
    for number in range(30):
        publish(f"Tin hội nghị {number}", year=2000 + number % 20)
    assert [cost(query, **more) for query, more in asked] == few
    assert max(few) <= 20
    assert cost("qqwwxx zzxxqq") <= 24
