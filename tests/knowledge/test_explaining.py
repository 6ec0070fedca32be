"""Dissemination: an article names the document or guidance that it explains, and both lead to each other (ND-6.2đ)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import ArticlePage
from search.vietnamese import tidy_symbol
from tests.factories.articles import a_draft, a_public, form_data
from tests.factories.guidance import a_guidance_draft, a_public_guidance
from tests.units._house import a_house
from units.approval import measures

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2đ")]


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    return a_house()


def article(house, **fields) -> ArticlePage:
    return a_public(house.ours, house.contributor, house.board, **fields)


def read(page) -> str:
    return Client().get(page.url).content.decode()


def test_the_article_and_the_guidance_lead_to_each_other(house):
    guidance = a_public_guidance(house.theirs, house.their_writer, house.their_board, title="Hướng dẫn đại hội")
    told = article(house, title="Giới thiệu hướng dẫn", explains=guidance)
    assert f'href="{guidance.url}"' in read(told)
    assert f'href="{told.url}"' in read(guidance)


def test_articles_about_one_document_find_each_other_however_its_symbol_is_typed(house):
    facts = {"explains_title": "Quy định về thi hành Điều lệ Đảng"}
    one = article(house, title="Bài thứ nhất", explains_symbol="24 – QĐ / TW", **facts)
    two = article(house, title="Bài thứ hai", explains_symbol="24-QĐ/TW", **facts)
    article(house, title="Bài khác", explains_symbol="25-QĐ/TW", **facts)
    assert one.explains_symbol == tidy_symbol("24 – QĐ / TW") == "24-QĐ/TW"
    assert f'href="{two.url}"' in read(one)
    assert f'href="{one.url}"' in read(two)
    assert "Bài khác" not in read(one)
    assert "24-QĐ/TW" in read(one)


def test_a_guidance_shows_what_explains_the_document_that_it_rests_on(house):
    guidance = a_public_guidance(house.ours, house.contributor, house.board, basis_symbol="12-HD/BTCTW")
    told = article(house, explains_symbol="12-HD/BTCTW", explains_title="Hướng dẫn")
    assert f'href="{told.url}"' in read(guidance)


@pytest.mark.clause("ND-9.1")
def test_nothing_that_is_not_public_is_named_on_either_side(house):
    guidance = a_public_guidance(house.ours, house.contributor, house.board, title="Hướng dẫn đại hội")
    told = article(house, explains=guidance)
    a_draft(house.ours, house.contributor, title="Bài đang viết", explains=guidance)
    assert "Bài đang viết" not in read(guidance)
    measures.hold(guidance, house.board, "Có phản ánh")
    assert "Hướng dẫn đại hội" not in read(told)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"explains_symbol": "Điều lệ", "explains_title": "Điều lệ Đảng"}, "explains_symbol"),
        ({"explains_symbol": "24-QĐ/TW"}, "explains_title"),
        ({"explains_url": "javascript:alert(1)", "explains_title": "x"}, "explains_url"),
        ({"explains": "không phải số"}, "explains"),
        ({"explains": "999999"}, "explains"),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field_and_nothing_is_lost(house, fields, at):
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])
    response = house.client("contributor").post(add, form_data(**fields))
    assert response.status_code == 200
    assert at in response.context["form"].errors
    assert "Chi bộ Văn phòng họp thường kỳ" in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_a_symbol_that_is_none_is_refused_with_an_example(house):
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])
    posted = form_data(explains_symbol="quy định 24", explains_title="Quy định")
    assert "845-QĐ/ĐUK" in str(house.client("contributor").post(add, posted).context["form"].errors)


@pytest.mark.clause("ND-13.6a")
def test_another_units_draft_cannot_be_chosen(house):
    draft = a_guidance_draft(house.theirs, house.their_writer, title="Hướng dẫn đang soạn")
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])
    response = house.client("contributor").post(add, form_data(explains=str(draft.pk)))
    assert "Hướng dẫn đang soạn" not in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_an_article_that_explains_nothing_asks_nothing(house):
    plain = article(house)
    Client().get(plain.url)
    with CaptureQueriesContext(connection) as queries:
        Client().get(plain.url)
    assert not [query for query in queries.captured_queries if '"explains_symbol" =' in query["sql"]]
