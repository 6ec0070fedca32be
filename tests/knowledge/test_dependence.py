"""What depends on a replaced guidance: readers are told, its unit finds it listed, no draft is named (ND-8.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import StandardPage
from tests.factories.articles import a_draft, a_public
from tests.factories.guidance import a_guidance_draft, a_public_guidance
from tests.units._house import a_house
from units import dependence
from units.approval import measures
from units.calendar import today
from units.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-8.3")]

NOTICE = "không còn áp dụng từ"


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    return a_house()


@pytest.fixture
def old(house):
    return a_public_guidance(house.ours, house.contributor, house.board, title="Hướng dẫn cũ")


def replaced(house, old, **fields):
    return a_public_guidance(house.ours, house.contributor, house.board, title="Hướng dẫn mới", replaces=old, **fields)


def linking(page) -> list:
    return [("paragraph", f'<p>Xem <a linktype="page" id="{page.pk}">hướng dẫn</a>.</p>')]


def read(page) -> str:
    return Client().get(page.url).content.decode()


def console(house, who: str, unit) -> str:
    return house.client(who).get(reverse("console:unit", args=[unit.code]) + "?show=outdated").content.decode()


def test_a_page_that_links_to_the_old_one_says_so_until_the_new_one_is_taken_down(house, old):
    article = a_public(house.ours, house.contributor, house.board, body=linking(old))
    assert NOTICE not in read(article)
    new = replaced(house, old)
    assert NOTICE in read(article)
    assert f'href="{new.url}"' in read(article)
    measures.hold(new, house.board, "Có phản ánh")
    assert NOTICE not in read(article)
    assert "Hướng dẫn mới" not in read(article)


def test_a_page_that_chose_it_or_another_guidance_that_links_to_it_depends_as_well(house, old):
    explaining = a_public(house.ours, house.contributor, house.board, explains=old)
    steps = [("step", {"title": "Đọc", "text": linking(old)[0][1]})]
    other = a_public_guidance(house.ours, house.contributor, house.board, steps=steps)
    new = replaced(house, old)
    assert NOTICE in read(explaining)
    assert NOTICE in read(other)
    assert NOTICE not in read(new), "what replaces it names it and does not depend on it"
    assert set(dependence.sentences_for(StandardPage.objects.none())) == set()


def test_a_new_one_that_is_not_in_force_yet_changes_nothing(house, old):
    article = a_public(house.ours, house.contributor, house.board, body=linking(old))
    replaced(house, old, in_force_from=today() + timedelta(days=3))
    assert NOTICE not in read(article)


def test_the_notice_costs_one_query(house, old):
    article = a_public(house.ours, house.contributor, house.board, body=linking(old))
    replaced(house, old)
    request = Client().get(article.url).wsgi_request
    with CaptureQueriesContext(connection) as queries:
        assert len(dependence.changes_for(article, request)) == 1
    assert len(queries.captured_queries) == 1


def test_the_unit_finds_its_drafts_and_public_pages_listed(house, old):
    public = a_public(house.ours, house.contributor, house.board, title="Bài công khai", body=linking(old))
    a_draft(house.ours, house.contributor, title="Bài đang viết", body=linking(old))
    a_public(house.ours, house.contributor, house.board, title="Bài không liên quan")
    replaced(house, old)
    told = console(house, "board", house.ours)
    assert "Hướng dẫn mới" in told
    assert reverse("wagtailadmin_pages:edit", args=[public.pk]) in told
    assert "Bài đang viết" in told
    assert "Bài không liên quan" not in told


def test_the_office_sees_numbers_and_the_titles_of_public_pages_only(house, old):
    a_public(house.theirs, house.their_writer, house.their_board, title="Bài công khai", body=linking(old))
    a_draft(house.theirs, house.their_writer, title="Bài đang viết", body=linking(old))
    replaced(house, old)
    told = console(house, "office", house.theirs)
    assert "Bài công khai" in told
    assert "Bài đang viết" not in told
    assert dependence.counts() == {house.theirs.pk: 1}
    index = house.client("office").get(reverse("console:index")).content.decode()
    assert "1 trang công khai cần cập nhật" in index


def test_another_units_leader_is_refused(house, old):
    replaced(house, old)
    address = reverse("console:unit", args=[house.theirs.code]) + "?show=outdated"
    assert house.client("leader").get(address).status_code == 403


def test_whoever_wrote_what_depends_on_it_is_told_at_once_and_once(house, old):
    article = a_public(house.theirs, house.their_writer, house.their_board, title="Bài cũ", body=linking(old))
    assert article.owner == house.their_writer
    a_draft(house.ours, house.contributor, title="Bài đang viết", body=linking(old))
    replaced(house, old)
    told = Message.objects.filter(recipient=house.their_writer, text__contains="Hướng dẫn mới")
    assert [message.url for message in told] == [reverse("wagtailadmin_pages:edit", args=[article.pk])]
    assert not Message.objects.filter(text__contains="Bài đang viết").exists()


def test_a_draft_of_a_new_one_tells_nobody(house, old):
    a_public(house.theirs, house.their_writer, house.their_board, body=linking(old))
    a_guidance_draft(house.ours, house.contributor, title="Hướng dẫn mới", replaces=old)
    assert not Message.objects.filter(text__contains="Hướng dẫn mới").exists()
    assert dependence.counts() == {}
