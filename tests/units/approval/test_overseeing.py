"""Who oversees sees what waits in every unit and acts on any of it; nobody else does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.articles import a_public, a_waiting
from tests.units._house import House, fresh
from tests.units.approval._measures import a_watched_house
from units.approval import actions

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.1", "ND-5.4a")]

QUEUE = reverse("approval:overseeing")


@pytest.fixture
def house() -> House:
    return a_watched_house()


def test_the_queue_shows_every_units_items_and_what_is_held(house):
    ours = a_waiting(house.ours, house.contributor, title="Tin chờ của Văn phòng")
    theirs = a_waiting(house.theirs, house.their_writer, title="Tin chờ của Đà Lạt")
    public = a_public(house.ours, house.contributor, house.board, title="Tin tạm dừng")
    client = house.client("overseer")
    client.post(reverse("approval:hold", args=[public.pk]), {"reason": "Chờ thẩm định."})
    assert not fresh(public).live
    text = client.get(QUEUE).content.decode()
    for shown in (ours.title, theirs.title, public.title, "Chờ thẩm định."):
        assert shown in text
    assert client.get(reverse("approval:review", args=[theirs.pk])).status_code == 200


def test_an_overseer_returns_what_waits_at_anothers_stage(house):
    item = a_waiting(house.theirs, house.their_writer)
    actions.send_back(item, house.overseer, "Điều chỉnh định hướng tuyên truyền.")
    assert not fresh(item).workflow_in_progress


@pytest.mark.parametrize("name", ["contributor", "board", "leader", "office", "superuser"])
def test_nobody_else_opens_it(house, name):
    a_waiting(house.theirs, house.their_writer, title="Tin chờ của Đà Lạt")
    response = house.client(name).get(QUEUE)
    assert response.status_code in (302, 403)
    assert "Tin chờ của Đà Lạt" not in response.content.decode()


def test_it_costs_the_same_however_much_waits(house):
    def cost() -> int:
        client = house.client("overseer")
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            client.get(QUEUE)
        return len(queries)

    a_waiting(house.ours, house.contributor)
    few = cost()
    for _ in range(4):
        a_waiting(house.theirs, house.their_writer)
    assert cost() == few
