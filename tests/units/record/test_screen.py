"""The record on the screen: who may read it, what a row says, what the filters find and what it costs."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories.articles import a_draft
from tests.units._house import House, a_house
from units.calendar import today
from units.record.menu import record_menu_item
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verbs import Verb
from units.record.views import PER_PAGE, IndexView

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2c", "ND-13.6d")]

OPEN = ["office", "committee", "superuser"]
CLOSED = ["contributor", "board", "leader", "unit_admin"]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def ask(house):
    # Who sees every title: what another unit has not published stays unnamed to the office.
    client = house.client("superuser")
    return lambda **asked: client.get(reverse("record:index"), asked)


def titles(response) -> list[str]:
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


@pytest.mark.parametrize("who", OPEN + CLOSED)
def test_it_is_open_to_those_who_follow_all_units_and_closed_with_a_sentence_to_others(house, who):
    note(Verb.APPROVED, a_draft(house.ours, house.contributor, title="Chi bộ họp"), house.board)
    response = house.client(who).get(reverse("record:index"))
    assert response.status_code == (200 if who in OPEN else 403)
    assert ("Chi bộ họp" in response.content.decode()) == (who == "superuser")
    assert ("report-empty" in response.content.decode()) == (who in CLOSED)


def test_the_menu_shows_it_to_those_who_may_open_it(house):
    def is_shown(name: str) -> bool:
        request = RequestFactory().get("/")
        request.user = getattr(house, name)
        return record_menu_item().is_shown(request)

    assert [is_shown(name) for name in OPEN + CLOSED] == [True] * len(OPEN) + [False] * len(CLOSED)


def test_a_row_says_when_who_what_on_whose_behalf_and_why(house, ask):
    item = a_draft(house.ours, house.contributor, title="Chi bộ <b>họp</b>")
    entry = note(
        Verb.RETURNED, item, house.board, stage="Ban biên tập", acts_for="Lê Văn An", comment="Bổ sung.", urgent=True
    )
    said = unescape(ask().content.decode())
    for words in (
        str(house.board),
        entry.verb_label,
        "Chi bộ <b>họp</b>",
        house.ours.name,
        "Ban biên tập",
        "Lê Văn An",
    ):
        assert words in said
    assert f'href="{reverse("approval:review", args=[item.pk])}"' in said
    assert "Bổ sung." in said
    assert "<b>họp</b>" not in ask().content.decode()


def test_codes_are_said_in_words(house, ask):
    item = a_draft(house.ours, house.contributor)
    note(Verb.APPROVED, item, house.board, grade="good", source_checked="document")
    note(Verb.SECURITY, event="signed_in", username="an", facts={"proved": "recovery", "by": ""})
    (event, approved) = (dict(row.facts) for row in ask().context["rows"])
    assert set(approved.values()) == {"tốt", "đã đối chiếu với văn bản"}
    assert set(event.values()) == {"Đăng nhập", "an", "Xác nhận bằng: mã dự phòng"}


def test_what_is_gone_or_no_page_has_no_link(house, ask):
    item = a_draft(house.ours, house.contributor)
    note(Verb.SUBMITTED, item, house.contributor)
    note(Verb.MEMBERSHIP_CHANGED, house.board.memberships.get(), house.unit_admin)
    note(Verb.NOT_PUBLISHED)
    item.delete()
    rows = ask().context["rows"]
    assert [row.url for row in rows] == ["", "", ""]
    assert rows[0].who


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Hội nghị tỉnh", "Đại hội đảng bộ", "Chi bộ họp"]),
        ({"verb": "approved"}, ["Đại hội đảng bộ"]),
        ({"unit": "da-lat"}, ["Hội nghị tỉnh"]),
        ({"title": "đại hội"}, ["Đại hội đảng bộ"]),
        ({"title": "HỌP"}, ["Chi bộ họp"]),
        ({"title": "họp"}, ["Chi bộ họp"]),
        ({"person": "đỗ văn"}, ["Đại hội đảng bộ"]),
        ({"person": "do van"}, ["Đại hội đảng bộ"]),
        ({"person": "không ai"}, []),
        ({"verb": "approved", "unit": "da-lat"}, []),
    ],
)
def test_the_filters_find_what_they_say(house, ask, asked, found):
    house.people["board"].last_name, house.people["board"].first_name = "Đỗ Văn", "Ái"
    house.people["board"].save()
    ours, theirs = house.contributor, house.their_writer
    note(Verb.SUBMITTED, a_draft(house.ours, ours, title="Chi bộ họp"), ours)
    note(Verb.APPROVED, a_draft(house.ours, ours, title="Đại hội đảng bộ"), house.board)
    note(Verb.SUBMITTED, a_draft(house.theirs, theirs, title="Hội nghị tỉnh"), theirs)
    assert titles(ask(**asked)) == found


def test_days_are_those_of_the_portal_whatever_zone_a_person_has_chosen(house, ask):
    UserProfile.objects.create(user=house.office, current_time_zone="America/Los_Angeles")
    note(Verb.SUBMITTED)
    day, before = f"{today():%d/%m/%Y}", f"{today() - timedelta(days=1):%d/%m/%Y}"
    assert len(titles(ask(first=day, last=day))) == 1
    assert len(titles(ask(first=day))) == 1
    assert len(titles(ask(last=before))) == 0
    assert day in ask().content.decode()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"verb": "stolen"}, "verb"),
        ({"unit": "khong-co"}, "unit"),
        ({"first": "31/02/2026"}, "first"),
        ({"first": "01/01/0001"}, "first"),
        ({"first": "02/10/2026", "last": "01/10/2026"}, "last"),
        ({"title": "a\x00b"}, "title"),
        ({"person": "x" * 200}, "person"),
    ],
)
def test_a_bad_value_gets_a_sentence(ask, asked, field):
    response = ask(**asked)
    assert response.status_code == 200
    assert str(response.context["form"].errors[field][0]) in unescape(response.content.decode())
    assert "rows" not in response.context


def test_fifty_a_page_and_any_page_number_shows_one(house, ask):
    fill(PER_PAGE + 3, house)
    assert len(ask().context["rows"]) == PER_PAGE
    assert len(ask(p="2").context["rows"]) == 3
    assert len(ask(p="99").context["rows"]) == 3
    assert len(ask(p="abc").context["rows"]) == PER_PAGE


def fill(number: int, house: House) -> None:
    item = a_draft(house.ours, house.contributor)
    for _n in range(number):
        note(Verb.APPROVED, item, house.people["board"], stage="Ban biên tập")


def test_the_number_of_queries_does_not_grow_with_the_record(house):
    def queries(**asked: Any) -> int:
        request = RequestFactory().get("/", asked)
        request.user = house.people["superuser"]
        ContentType.objects.clear_cache()
        view = IndexView()
        view.setup(request)
        with CaptureQueriesContext(connection) as asked_for:
            response = view.get(request)
            assert response.context_data["rows"]
        return len(asked_for)

    fill(10, house)
    few = [queries(), queries(verb="approved", title="họp")]
    fill(190, house)
    assert RecordEntry.objects.count() == 200
    assert [queries(), queries(verb="approved", title="họp")] == few
    assert max(few) <= 7
