"""The ways that lead to questions and answers: the front page, the units' pages, what is offered while typing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from knowledge.public.quarters import Quarter
from tests.factories.portal import Portal
from tests.factories.questions import TEXT, an_answered, an_answering_portal, posted
from tests.factories.situations import a_public as a_public_situation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2g", "ND-9.5")]
#: What any public page may cost (``tests/home/test_public_cost.py``).
MOST_QUERIES = 20


@pytest.fixture
def portal() -> Portal:
    return an_answering_portal()


@pytest.fixture
def answer(portal: Portal) -> Any:
    officer, leader = portal.member("contributor", portal.propaganda), portal.member("leader", portal.propaganda)
    return an_answered(portal.propaganda, officer, leader)[1]


@pytest.fixture
def situation(portal: Portal) -> Any:
    writer, board = portal.member("contributor", portal.office), portal.member("board", portal.office)
    return a_public_situation(portal.office, writer, board, question="Thời gian dự bị của đảng viên tính thế nào?")


def test_the_front_page_shows_them_and_says_when_there_was_something_new_last(
    answer, situation, client, django_assert_max_num_queries
):
    current = f"Tình huống của quý {Quarter.current().label}"
    client.get("/")
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = client.get("/")
    blocks = {block.heading: block for block in shown.context["blocks"]}
    assert [line.url for line in blocks[current].lines] == [situation.url]
    assert [line.url for line in blocks["Câu hỏi mới được trả lời"].lines] == [answer.url]
    for words in (situation.title, situation.question, answer.title):
        assert words in shown.content.decode()
    cache.clear()
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        later = client.get("/")
    assert all(not block.lines and block.renewed for block in later.context["blocks"])
    assert answer.title not in later.content.decode()
    assert "Câu hỏi mới được trả lời" in later.content.decode()


def test_a_units_page_leads_to_its_answers_and_to_the_form(portal, answer, client):
    own = client.get(portal.propaganda.page.get_url()).content.decode()
    assert f'href="{answer.get_parent().get_url()}"' in own
    assert f'href="{reverse("qa:ask")}"' in own
    other = client.get(portal.city.page.get_url())
    assert [link.url for link in other.context["unit_links"]] == [reverse("qa:ask")]


def test_whoever_asks_is_offered_answers_and_situations_with_and_without_scripts(
    answer, situation, client, django_assert_max_num_queries
):
    client.get(reverse("qa:similar"), {"q": TEXT})
    # Two searches: one over the answers, one over the situations.
    with django_assert_max_num_queries(10):
        typing = client.get(reverse("qa:similar"), {"q": TEXT}).content.decode()
    for shown in (typing, posted(client).content.decode()):
        assert f'href="{answer.url}"' in shown
        assert f'href="{situation.url}"' in shown
    assert situation.url not in client.get(reverse("qa:similar"), {"q": "giá xăng dầu tăng vọt"}).content.decode()
