"""The search page: facets, filters, order, pins, spelling, what helps where nothing is found, and what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from search import asking, finding, sources
from search.log.models import ClickCount, Missed, SearchCount
from search.office.models import PinnedResult
from search.sources import Facts, Source
from search.views import search as search_view
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c", "ND-4.3")]

MARKUP = "<script>alert(1)</script>"
MakePage = Callable[..., Page]


@pytest.fixture(autouse=True)
def site(monkeypatch: pytest.MonkeyPatch, root: Page) -> Page:
    """A site of plain pages whose first word is their section and whose number is their unit."""

    def facts(page: Page) -> Facts:
        words = page.title.lower().split()
        unit = next((int(word) for word in words if word.isdecimal()), None)
        kind = "news" if unit else "page"
        return Facts(page.first_published_at, unit, [words[0]], kind)

    def readable(_request: object) -> Any:
        return Page.objects.live().public().exclude(depth=1)

    monkeypatch.setattr(sources, "_sources", {})
    monkeypatch.setattr(sources, "_labels", {})
    sources.register(Source("page", "Trang", Page, readable, facts, {"news": "Tin"}))
    sources.register_labels("units", lambda units: {unit: f"Đơn vị {unit}" for unit in units if unit < 900})
    sources.register_labels("sections", lambda codes: {code: code.capitalize() for code in codes})
    home = Page.objects.filter(depth=2).first() or root.add_child(instance=Page(title="Trang chủ", slug="trang-chu"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def publish(site: Page, make_page: MakePage) -> MakePage:
    def make(title: str, body: str = "", year: int = 2026, **fields: Any) -> Page:
        page = make_page(title, body, parent=Page.objects.get(pk=site.pk), **fields)
        page.first_published_at = timezone.now().replace(year=year, month=3, day=4, hour=5)
        page.save()
        return page

    return make


def visit(query: str, **more: Any) -> Any:
    return Client().get("/tim-kiem/", {"q": query, **more})


def shown(answer: Any, part: str = "results") -> list[str]:
    return [result.item.title for result in answer.context[part]]


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
    answer = visit("ke hoach qqwwxx")
    assert answer.context["total"] == 0
    assert shown(answer, "nearest") == ["Kế hoạch đại hội chi bộ"]
    assert answer.context["advice"]
    html = answer.content.decode()
    assert 'action="/tim-kiem/khong-thay/"' in html
    assert 'value="ke hoach qqwwxx"' in html
    for exact in ('"ke hoach" qqwwxx', "qqwwxx", "ke hoach -hoach"):
        assert visit(exact).context["nearest"] == []


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


def test_a_plain_question_is_counted_once(publish: MakePage) -> None:
    for number in range(25):
        publish(f"Hội nghị {number}")
    visit("Hội nghị")
    for more in ({"page": "2"}, {"unit": "3"}, {"sort": "date"}):
        visit("Hội nghị", **more)
    Client().head("/tim-kiem/", {"q": "Hội nghị"})
    visit("")
    visit("x" * 201)
    (count,) = SearchCount.objects.all()
    assert (count.query, count.searches, count.zero) == ("hội nghị", 1, 0)


@pytest.fixture
def open_connection() -> Iterator[None]:
    """Keep the test's connection when a response is closed, as Django's own client does."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def test_nobody_waits_for_the_count(publish: MakePage, open_connection: None) -> None:
    publish("Hội nghị")
    response = search_view(RequestFactory().get("/tim-kiem/", {"q": "Hội nghị"}))
    assert not SearchCount.objects.exists()
    response.close()
    response.close()
    assert SearchCount.objects.get().searches == 1


def test_an_opened_result_is_counted_without_a_cookie(publish: MakePage) -> None:
    for number in range(25):
        publish(f"Hội nghị {number}")
    result = visit("Hội nghị", page="2").context["results"][0]
    reader = Client(enforce_csrf_checks=True)
    answer = reader.post(result.ping, content_type="text/ping", data="PING")
    assert answer.status_code == 204
    assert not reader.cookies
    counted = ClickCount.objects.get()
    assert (counted.address, counted.position, counted.query) == (result.url, 21, "hội nghị")


@pytest.mark.parametrize("token", ["", "x", "https://example.com/", "WyJhIl0:abc"])
def test_what_we_have_not_signed_counts_nothing_and_leads_nowhere(token: str) -> None:
    for method in (Client().post, Client().get):
        answer = method("/tim-kiem/mo/", QUERY_STRING=f"t={token}")
        assert answer.status_code in (400, 405)
        assert "Location" not in answer.headers
    assert not ClickCount.objects.exists()


def test_another_site_counts_and_reports_nothing(publish: MakePage) -> None:
    publish("Hội nghị")
    ping = visit("hoi nghi").context["results"][0].ping
    elsewhere = {"headers": {"sec-fetch-site": "cross-site"}}
    assert Client().post(ping, **elsewhere).status_code == 400
    assert Client().post("/tim-kiem/khong-thay/", {"q": "x"}, **elsewhere).status_code == 400
    assert not ClickCount.objects.exists()
    assert not Missed.objects.exists()


def test_not_found_keeps_the_query_and_thanks() -> None:
    reader = Client(enforce_csrf_checks=True)
    sent = {"q": "lịch tiếp dân", "note": f"Cần lịch quý IV {MARKUP}"}
    thanks = reader.post("/tim-kiem/khong-thay/", sent, follow=True)
    assert thanks.status_code == 200
    assert thanks.context["sent"]
    assert not reader.cookies
    assert "lịch tiếp dân" in thanks.content.decode()
    assert (Missed.objects.get().query, Missed.objects.get().sentence) == (sent["q"], sent["note"])


def test_what_could_not_be_sent_is_not_lost() -> None:
    note = f"{MARKUP} " + "chữ " * 100
    answer = Client().post("/tim-kiem/khong-thay/", {"q": "lịch", "note": note})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert answer.context["error"] in html
    assert "chữ chữ chữ" in html
    assert MARKUP not in html
    assert not Missed.objects.exists()
    assert Client().get("/tim-kiem/khong-thay/").status_code == 302


@pytest.mark.clause("LD-4.1a", "ND-9.1")
def test_suggestions_hold_only_what_the_reader_may_read(publish: MakePage) -> None:
    publish("Nghị quyết công khai")
    publish("Nghị quyết nháp", live=False)
    private = publish("Nghị quyết nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    answer = Client().get("/tim-kiem/goi-y/", {"q": "nghi quy"})
    assert [each["title"] for each in answer.json()["suggestions"]] == ["Nghị quyết công khai"]
    (suggestion,) = answer.json()["suggestions"]
    assert suggestion["kind"] == "Trang"
    assert Client().get(suggestion["url"]).status_code == 200
    assert answer["Cache-Control"] == "private, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize("typed", ["", "n", "\0", "x" * 10_000, '"', "%", "-"])
def test_suggestions_answer_anything(publish: MakePage, typed: str) -> None:
    publish("Nghị quyết")
    assert Client().get("/tim-kiem/goi-y/", {"q": typed}).json() == {"suggestions": []}


def test_suggestions_are_few_and_cost_the_same(publish: MakePage) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(Client().get("/tim-kiem/goi-y/", {"q": "nghi"}).json()["suggestions"]) <= 8
        return len(queries)

    publish("Nghị quyết 0")
    cost()
    few = cost()
    for number in range(1, 30):
        publish(f"Nghị quyết {number}")
    assert cost() == few <= 10


def test_the_page_costs_the_same_with_every_part_of_it(publish: MakePage) -> None:
    def cost(query: str, **more: str) -> int:
        visit(query, **more)
        with CaptureQueriesContext(connection) as queries:
            visit(query, **more)
        return len(queries)

    publish("Hội nghị 1")
    asked: list[tuple[str, dict[str, str]]] = [("hoi nghi", {}), ("hoi nghi", {"unit": "1", "sort": "date"})]
    few = [cost(query, **more) for query, more in asked]
    for number in range(30):
        publish(f"Tin hội nghị {number}", year=2000 + number % 20)
    assert [cost(query, **more) for query, more in asked] == few
    assert max(few) <= 20
    assert cost("qqwwxx zzxxqq") <= 24
