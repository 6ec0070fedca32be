"""Whoever sent an item sees what became of it: received, being edited, returned with the reason, public (LD-5.1b)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ArticlePage
from home.sending import standing
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting
from tests.factories.portal import Portal, a_portal
from units.approval import actions

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1b")]

MINE = "/quan-tri/gui-bai/cua-toi/"


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def person(portal: Portal) -> Any:
    return portal.member("member", portal.office)


@pytest.fixture
def board(portal: Portal) -> Any:
    return portal.member("board", portal.office)


def address(article: ArticlePage, more: str = "") -> str:
    return f"/quan-tri/gui-bai/{article.pk}/{more}"


def state_of(article: ArticlePage) -> str:
    fresh = ArticlePage.objects.get(pk=article.pk)
    return str(standing.of([fresh])[fresh.pk].state)


def test_each_state_has_its_word(portal, person, board):
    office = portal.office
    assert state_of(a_draft(office, person)) == "draft"
    assert state_of(a_waiting(office, person)) == "received"
    assert state_of(a_returned(office, person, board)) == "returned"
    public = a_public(office, person, board)
    assert state_of(public) == "public"
    ArticlePage.objects.get(pk=public.pk).unpublish()
    assert state_of(public) == "down"


def test_what_the_board_works_on_is_being_edited(portal, person, board):
    draft = a_draft(portal.office, person)
    draft.save_revision(user=board, log_action=True)
    assert state_of(draft) == "editing"
    actions.submit(ArticlePage.objects.get(pk=draft.pk), person)
    assert state_of(draft) == "editing"


def test_a_return_says_why_and_leads_to_the_same_form_filled_in(portal, person, board, client_of):
    returned = a_returned(portal.office, person, board, reason="Bổ sung giờ họp.", sections=[portal.news])
    phone = client_of(person)
    for page in (MINE, address(returned)):
        text = phone.get(page).content.decode()
        assert "Bổ sung giờ họp." in text
        assert address(returned, "sua/") in text
    form = phone.get(address(returned, "sua/")).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert (data["title"], data["text"]) == (returned.title, "Cuộc họp bàn việc xây dựng Đảng.")
    data |= {"section": portal.news.pk, "text": "Cuộc họp lúc 8 giờ bàn việc xây dựng Đảng.", "send": "1"}
    data |= {"declared_accurate": "on", "declared_not_secret": "on"}
    phone.post(address(returned, "sua/"), data)
    assert state_of(returned) == "received"
    latest = ArticlePage.objects.get(pk=returned.pk).get_latest_revision_as_object()
    assert latest.body[0].value.source == "<p>Cuộc họp lúc 8 giờ bàn việc xây dựng Đảng.</p>"
    assert latest.summary == returned.summary


def test_a_newer_version_is_not_overwritten(portal, person, board, client_of):
    draft = a_draft(portal.office, person)
    phone = client_of(person)
    version = phone.get(address(draft, "sua/")).context["form"]["version"].value()
    draft.save_revision(user=board)
    answer = phone.post(address(draft, "sua/"), {"title": "Tên khác", "version": version, "save": "1"})
    assert answer.status_code == 422
    assert "Tên khác" in answer.content.decode()
    assert ArticlePage.objects.get(pk=draft.pk).draft_title == draft.title


def test_what_waits_is_taken_back_before_it_is_mended(portal, person, board, client_of):
    waiting, phone = a_waiting(portal.office, person), client_of(person)
    assert phone.get(address(waiting, "sua/"))["Location"] == address(waiting)
    phone.post(address(waiting, "rut-lai/"))
    assert phone.get(address(waiting, "sua/")).status_code == 200
    assert state_of(waiting) == "draft"


def test_more_than_the_short_form_can_show_is_mended_in_the_editor(portal, person, client_of):
    body = [("paragraph", "<p>Một <b>chữ</b> đậm.</p>")]
    rich = a_draft(portal.office, person, body=body)
    assert client_of(person).get(address(rich, "sua/"))["Location"] == f"/quan-tri/pages/{rich.pk}/edit/"


def test_what_is_public_has_its_address(portal, person, board, client_of):
    public = a_public(portal.office, person, board)
    for page in (MINE, address(public)):
        assert f'href="{public.url}"' in client_of(person).get(page).content.decode()


def test_nobody_opens_the_fate_of_somebody_elses_item(portal, person, board, client_of):
    waiting = a_waiting(portal.office, portal.member("contributor", portal.office))
    phone = client_of(person)
    assert phone.get(address(waiting)).status_code == 404
    assert phone.get(address(waiting, "sua/")).status_code == 404
    assert phone.post(address(waiting, "rut-lai/")).status_code == 404
    assert waiting.title not in phone.get(MINE).content.decode()
    assert state_of(waiting) == "received"


def test_the_list_costs_the_same_with_five_and_with_fifty(portal, person, board, client_of):
    phone = client_of(person)

    def cost(number: int) -> int:
        for place in range(number):
            (a_waiting, a_draft)[place % 2](portal.office, person)
        phone.get(MINE)
        with CaptureQueriesContext(connection) as asked:
            page = phone.get(MINE)
        assert page.status_code == 200
        return len(asked)

    few, many = cost(5), cost(45)
    assert few == many
    first = phone.get(MINE)
    assert len(first.context["rows"]) == 20
    pks = [row[0].pk for row in first.context["rows"]]
    assert pks == sorted(pks, reverse=True)
