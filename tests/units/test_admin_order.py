"""Lists of the administration stand in Vietnamese order, and times are told as Vietnamese tells them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.urls import reverse

from tests.factories.articles import a_draft
from tests.factories.units import UserFactory
from tests.units._house import a_house

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2c", "ND-12.1")]

#: A Monday, half past nine in the morning here.
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TITLES = ["Ánh sáng bản Mường", "Ấm tình đồng chí", "Chi bộ 2 họp", "Chi bộ 10 họp", "Dân vận khéo", "Đảng ủy họp"]
PEOPLE = ["Vũ Thị Ân", "Lê Văn Bình", "An Thị Đào", "Bùi Văn Yên"]


def in_their_order(page: str, texts: list[str]) -> list[str]:
    return list(dict.fromkeys(re.findall("|".join(map(re.escape, texts)), page)))


def test_pages_are_listed_by_title_and_people_by_given_name() -> None:
    house = a_house()
    for title in reversed(TITLES):
        a_draft(house.ours, house.contributor, title=title)
    listed = reverse("wagtailadmin_explore", args=[house.ours.page.pk])
    for ordering, expected in (("title", TITLES), ("-title", TITLES[::-1])):
        page = house.client("superuser").get(listed, {"ordering": ordering}).content.decode()
        assert in_their_order(page, TITLES) == expected
    for name in reversed(PEOPLE):
        family, _, given = name.rpartition(" ")
        UserFactory(last_name=family, first_name=given)
    for ordering, expected in (("name", PEOPLE), ("-name", PEOPLE[::-1])):
        page = house.client("superuser").get(reverse("wagtailusers_users:index"), {"ordering": ordering})
        assert in_their_order(page.content.decode(), PEOPLE) == expected


def test_a_list_tells_how_long_ago_and_when_exactly() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        house = a_house()
        a_draft(house.ours, house.contributor, title="Chi bộ họp")
        clock.shift(timedelta(hours=3))
        page = house.client("superuser").get(reverse("wagtailadmin_explore", args=[house.ours.page.pk]))
    told = re.sub(r"\s+", " ", page.content.decode())
    assert "3 giờ trước" in told
    assert 'data-w-tooltip-content-value="09:30 23/11/2026"' in told


def test_numbers_days_and_months_are_written_in_vietnamese() -> None:
    page = Template("{% load humanize %}{{ number|intcomma }} {{ part }} {{ day|date:'l, j F Y' }} {{ day }}")
    written = page.render(Context({"number": 1234567, "part": 0.5, "day": NOW.date()}))
    assert written == "1.234.567 0,5 Thứ Hai, 23 Tháng 11 2026 23/11/2026"
