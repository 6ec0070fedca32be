"""What the search page counts and takes from readers, and what its box suggests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.log.models import ClickCount, Missed, SearchCount
from search.views import search as search_view
from tests.search.page._visiting import MARKUP, MakePage, visit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c", "ND-4.3")]


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
