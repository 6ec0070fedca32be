"""“Was this useful?”: what readers may send, what they cannot, and who reads it (ND-2.1b, LD-3.6, ND-13.6a)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.articles import a_public as a_public_article
from tests.factories.situations import a_draft, a_public
from tests.units._house import a_house
from units.approval import measures
from units.usefulness import taking
from units.usefulness.forms import TRAP
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.visitors.models import LimitCount

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-2.1b", "LD-3.6")]

DESK = "/quan-tri/y-kien-ban-doc/"
MARKUP = "<b>Đậm</b> <script>alert(1)</script> http://vidu.example/"


@pytest.fixture
def house():
    return a_house()


@pytest.fixture
def situation(house):
    return a_public(house.ours, house.contributor, house.board)


def vote(item, useful: str = "yes", address: str = "10.0.0.1", **headers):
    return Client(REMOTE_ADDR=address, enforce_csrf_checks=True).post(
        reverse("usefulness:vote", args=[item.item_key]), {"useful": useful}, headers=headers
    )


def comment(item, text: str, address: str = "10.0.0.1", headers=None, **fields):
    return Client(REMOTE_ADDR=address, enforce_csrf_checks=True).post(
        reverse("usefulness:comment", args=[item.item_key]), {"text": text, **fields}, headers=headers
    )


def counted() -> list[tuple[int, int]]:
    return list(UsefulnessCount.objects.values_list("useful", "not_useful"))


def test_the_cached_page_carries_the_question_and_no_token(situation):
    answer = Client().get(situation.url)
    text = answer.content.decode()
    assert f'action="{reverse("usefulness:vote", args=[situation.item_key])}"' in text
    assert "csrfmiddlewaretoken" not in text
    assert "Set-Cookie" not in answer.headers


def test_answers_are_counted_for_pages_and_snippets(house, situation):
    article = a_public_article(house.ours, house.contributor, house.board, sections=[house.portal.news])
    assert vote(situation).status_code == 302
    assert vote(situation, "no", "10.0.0.2").status_code == 302
    assert counted() == [(1, 1)]
    vote(article)
    assert UsefulnessCount.objects.about(article).get().useful == 1
    assert not ReaderComment.objects.exists()


def test_an_address_answers_once_a_day_for_an_item(situation):
    vote(situation)
    vote(situation, "no")
    assert counted() == [(1, 0)]
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        vote(situation, "no")
    assert counted() == [(1, 1)]


def test_nothing_tells_who_answered(situation):
    vote(situation)
    comment(situation, "Nên nêu rõ thời hạn.")
    kept = [*UsefulnessCount.objects.values(), *ReaderComment.objects.values(), *LimitCount.objects.values()]
    assert "10.0.0.1" not in str(kept)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        vote(situation, address="10.0.0.9")
    assert LimitCount.objects.filter(began_at__lt=timezone.now() - timedelta(hours=1)).count() == 0


@pytest.mark.parametrize("useful", ["", "maybe", "<script>"])
def test_anything_else_is_no_answer(situation, useful):
    assert vote(situation, useful).status_code == 302
    assert counted() == []


def test_nobody_answers_to_what_is_not_public(house, situation):
    draft = a_draft(house.ours, house.contributor, title="Bí mật nháp")
    measures.hold(situation, house.board, "Kiểm tra lại")
    for item in (draft, situation, house.portal.news, house.portal.home):
        for name in ("vote", "comment", "thanks"):
            address = reverse(f"usefulness:{name}", args=[item.item_key])
            answer = Client().get(address)
            assert (answer.status_code, "Bí mật" in answer.content.decode()) == (404, False), address
        assert vote(item).status_code == comment(item, "Góp ý").status_code == 404
    assert not ReaderComment.objects.exists()
    assert counted() == []


def test_a_form_on_another_site_sends_nothing(situation):
    assert vote(situation, origin="https://vidu.example").status_code == 403
    assert vote(situation, origin="null").status_code == 403
    answer = comment(situation, "Góp ý", headers={"origin": "https://vidu.example"})
    assert answer.status_code == 403
    assert "Góp ý" in answer.content.decode()
    assert counted() == []
    assert not ReaderComment.objects.exists()
    assert vote(situation, origin="http://testserver").status_code == 302
    assert counted() == [(1, 0)]


@pytest.mark.parametrize(
    ("text", "fields"), [("", {}), (" \x00\u200b ", {}), ("x" * 1001, {}), ("Góp ý", {TRAP: "http://vidu.example"})]
)
def test_a_comment_that_cannot_be_taken_is_refused_with_a_sentence_and_kept_on_the_page(situation, text, fields):
    answer = comment(situation, text, **fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert text.strip(" \x00\u200b") in answer.content.decode()
    assert not ReaderComment.objects.exists()


def test_comments_are_bounded_for_an_address_and_nothing_typed_is_lost(situation):
    for number in range(taking.COMMENTS):
        assert comment(situation, f"Góp ý {number}").status_code == 302
    answer = comment(situation, "Góp ý cuối")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Góp ý cuối" in answer.content.decode()
    assert comment(situation, "Người khác", "10.0.0.2").status_code == 302
    assert ReaderComment.objects.count() == taking.COMMENTS + 1


def test_posts_are_bounded_for_an_address(situation, monkeypatch):
    monkeypatch.setattr(taking, "POSTS", 2)
    assert [vote(situation).status_code for _ in range(3)] == [302, 302, 429]


def test_a_comment_reaches_its_units_people_and_the_office_as_text(house, situation):
    comment(situation, MARKUP)
    for person in ("contributor", "board", "leader", "office", "superuser"):
        text = house.client(person).get(DESK).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; http://vidu.example/" in text, person
        assert 'href="http://vidu.example' not in text
    assert "Đậm" not in Client().get(situation.url).content.decode()
    assert "Đậm" not in Client().get(reverse("usefulness:comment", args=[situation.item_key])).content.decode()


@pytest.mark.parametrize("person", ["their_writer", "their_board", "lonely", "committee", "reader"])
def test_nobody_else_reads_or_marks_a_comment(house, situation, person):
    vote(situation)
    comment(situation, "Góp ý kín")
    client, kept = house.client(person), ReaderComment.objects.get()
    for address in (DESK, f"{DESK}?all", f"{DESK}noi-dung/"):
        text = client.get(address, follow=True).content.decode()
        assert "Góp ý kín" not in text
        assert situation.title not in text
    assert client.post(reverse("reader_comments:mark_read", args=[kept.pk])).status_code in {302, 403, 404}
    assert ReaderComment.objects.get().read_at is None


def test_a_comment_is_marked_as_read_once_by_who_read_it(house, situation):
    comment(situation, "Góp ý một")
    kept = ReaderComment.objects.get()
    address = reverse("reader_comments:mark_read", args=[kept.pk])
    client = house.client("contributor")
    assert client.get(address).status_code == 405
    assert client.post(address, {"next": "https://vidu.example/"})["Location"] == DESK
    house.client("board").post(address)
    assert ReaderComment.objects.get().read_by == house.contributor
    assert "Góp ý một" not in client.get(DESK).content.decode()
    assert "Góp ý một" in client.get(f"{DESK}?all").content.decode()


def test_the_desk_is_paginated_in_a_bounded_number_of_queries(house, situation, django_assert_max_num_queries):
    named = {"title": "Tình huống", "unit": house.ours, "item_type": situation.get_base_content_type()}
    ReaderComment.objects.bulk_create(ReaderComment(text=f"số {n}", item_id=str(n), **named) for n in range(45))
    client = house.client("board")
    client.get(DESK)
    with django_assert_max_num_queries(20):
        text = client.get(DESK).content.decode()
    assert text.count("portal-comment") == 20
    assert client.get(f"{DESK}?p=3").content.decode().count("portal-comment") == 5
    assert "Tình huống" not in client.get(f"{DESK}noi-dung/").content.decode().split("</header>")[-1]
