"""The index of situations: what readers find there by words, field, unit and quarter (ND-2.1b, ND-6.2g, ND-9.5)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.search.backends import get_search_backend

from home.models import OrganisationSettings
from knowledge.models import Situation
from knowledge.public.quarters import Quarter, since
from tests.knowledge.public._library import INDEX, field, listed, many, public_since, read
from tests.units._house import a_house
from units import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-2.1b")]

MOST = 12
ASKED = ("", "?page=2", "?field=to-chuc&unit=vptu&quarter=2026-1", "?q=ket+nap", "?q=ket+nap&field=to-chuc&unit=vptu")


@pytest.fixture
def house():
    return a_house()


@pytest.fixture
def three(house):
    """Three situations: a part of a field, the field itself, another field and unit; one a quarter, newest last."""
    admission = public_since(house, "2026-03-31 23:59", title="Kết nạp lại đảng viên", field=field("ket-nap"))
    transfer = public_since(house, "2026-04-01", title="Chuyển sinh hoạt đảng tạm thời", field=field("to-chuc"))
    control = public_since(house, "2026-09-30 23:59", title="Kiểm tra chấp hành", field=field("kiem-tra"), theirs=True)
    return control.title, transfer.title, admission.title


def test_the_newest_comes_first_each_under_its_quarter(three):
    assert listed() == list(three)
    groups = Client().get(INDEX).context["groups"]
    assert [group.quarter.label for group in groups] == ["III/2026", "II/2026", "I/2026"]


#: What is asked, and the places in the fixture ``three`` of what answers.
ANSWERS = {
    "?field=to-chuc": [1, 2],
    "?field=ket-nap": [2],
    "?field=kiem-tra": [0],
    "?field=nothing": [],
    "?unit=da-lat": [0],
    "?unit=nothing": [],
    "?quarter=2026-1": [2],
    "?quarter=2026-2": [1],
    "?quarter=2026-3": [0],
    "?quarter=2026-4": [],
    "?quarter=2026-5": [0, 1, 2],
    "?quarter=nonsense": [0, 1, 2],
    "?field=to-chuc&quarter=2026-2&unit=vptu": [1],
    "?field=to-chuc&unit=da-lat": [],
    "?q=chuyen+sinh+hoat": [1],
    "?q=Chuyển+sinh+hoạt": [1],
    "?q=chuyen+sinh+hoat&quarter=2026-1": [],
    "?q=chuyen+sinh+hoat&field=to-chuc&unit=vptu": [1],
    "?page=999": [0, 1, 2],
    "?page=x&q=%00%ED": [],
}


def test_filters_and_words_narrow_the_list(three):
    found = {query: listed(query) for query in ANSWERS}
    assert found == {query: [three[place] for place in places] for query, places in ANSWERS.items()}


def test_the_same_filters_stand_as_links_with_what_they_leave(three):
    context = Client().get(f"{INDEX}?unit=vptu").context
    # Of the fields one is left, which would narrow nothing; of the units the chosen one can be taken off.
    units = {choice.label: (choice.count, choice.url, choice.is_chosen) for choice in context["facets"][0].first}
    assert units == {
        "Văn phòng Tỉnh ủy": (2, INDEX, True),
        "Thành ủy Đà Lạt": (1, f"{INDEX}?unit=da-lat", False),
    }
    opened = Client().get(f"{INDEX}?field=to-chuc").context["facets"][0].first
    assert [(choice.label, choice.count) for choice in opened if choice.label.startswith("–")] == [
        ("– Kết nạp đảng viên", 1)
    ]


def test_what_is_chosen_can_be_taken_off_and_the_form_keeps_it(three):
    text = read(f"{INDEX}?q=chuyen&field=ket-nap&quarter=2026-1")
    assert f'href="{INDEX}?q=chuyen&amp;quarter=2026-1"' in text
    assert '<option value="ket-nap" selected>' in text
    assert '<option value="2026-1" selected>' in text
    assert 'name="q" value="chuyen"' in text
    assert '<meta name="robots" content="noindex">' in text


def test_an_empty_answer_says_what_to_do(three):
    text = read(f"{INDEX}?q=khongcogi&field=to-chuc")
    assert f'href="{INDEX}?q=khongcogi"' in text
    assert 'href="/tim-kiem/?q=khongcogi"' in text


def test_what_was_typed_is_shown_as_text(three):
    assert "<script>" not in read(f"{INDEX}?q=%3Cscript%3E&unit=%3Cscript%3E").replace('<script src="', "")


@pytest.mark.parametrize(
    ("now", "is_new"), [("2026-09-30 16:59:59Z", True), ("2026-09-30 17:00:00Z", False), ("2026-06-30 17:00Z", True)]
)
def test_the_quarters_new_ones_stand_out_until_midnight_in_vietnam(three, now, is_new):
    with time_machine.travel(now, tick=False):
        first = Client().get(INDEX).context["groups"][0]
        assert (first.quarter, first.is_current) == (Quarter(2026, 3), is_new)
        assert first.situations[0].is_new is is_new


def test_quarters_run_back_to_the_first():
    with time_machine.travel("2026-01-15 05:00Z", tick=False):
        assert [quarter.code for quarter in since(calendar.start_of(date(2025, 10, 1)))] == ["2026-1", "2025-4"]
        assert since(None) == []


def test_it_costs_the_same_however_many_there_are(house, settings):
    # Where the site's root stands, Wagtail keeps in the cache that every installation has.
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    image = get_image_model().objects.create(title="Huy hiệu", file=get_test_image_file())
    OrganisationSettings.objects.update(emblem=image, emblem_alt="Huy hiệu")
    many(house, 60)
    index_all()
    few = {query: cost(query) for query in ASKED}
    many(house, 240)
    index_all()
    assert {query: cost(query) for query in ASKED} == few
    assert max(few.values()) <= MOST, few


def index_all() -> None:
    backend = get_search_backend()
    backend.get_index_for_model(Situation).add_items(Situation, list(Situation.objects.all()))


def cost(query: str) -> int:
    client = Client()
    client.get(INDEX + query)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(INDEX + query).status_code == 200
    return len(queries)
