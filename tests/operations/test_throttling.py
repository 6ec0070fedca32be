"""How often one address may do something, over all processes of the portal (LD-4.1c)."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operations.throttling.counting import AT_ONCE
from tests.factories.portal import Portal, a_portal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.1c")]


@pytest.fixture
def portal(settings) -> Portal:
    settings.PORTAL_LIMITS = dict.fromkeys(settings.PORTAL_LIMITS, (20, 2))
    return a_portal()


def another_process() -> None:
    """What one process remembers, another has never heard of."""
    caches["visitors"].clear()


def test_who_searches_too_often_is_slowed_and_keeps_what_they_typed(portal: Portal):
    asked = (reverse("search"), {"q": '"><b>lịch công tác'})
    # What the process has counted in memory so far: each search is one of ten.
    answers = [Client().get(*asked) for _ in range(3 * AT_ONCE)]
    assert [answer.status_code for answer in answers] == [200] * (3 * AT_ONCE - 1) + [429]
    slowed = Client().get(*asked)
    assert 0 < int(slowed["Retry-After"]) <= 120
    page = slowed.content.decode()
    assert "&quot;&gt;&lt;b&gt;lịch công tác" in page
    assert "Set-Cookie" not in slowed.headers
    assert "unsafe" not in slowed["Content-Security-Policy"]
    assert Client(REMOTE_ADDR="203.0.113.9").get(*asked).status_code == 200


def test_processes_count_together(portal: Portal):
    address = reverse("search-suggestions")
    for _ in range(2):
        for _ in range(AT_ONCE):
            assert Client().get(address, {"q": "a"}).status_code == 200
        another_process()
    seen = [Client().get(address, {"q": "a"}).status_code for _ in range(AT_ONCE)]
    assert seen == [200] * (AT_ONCE - 1) + [429]


def test_what_is_seldom_costs_no_query(portal: Portal):
    with CaptureQueriesContext(connection) as queries:
        Client().get(reverse("search-suggestions"))
    assert not [query for query in queries.captured_queries if "limitcount" in query["sql"]]


def test_a_count_that_made_room_for_another_begins_anew(portal: Portal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caches["visitors"], "add", lambda key, value, timeout: False)
    seen = [Client().get(reverse("search-suggestions"), {"q": "a"}).status_code for _ in range(2)]
    assert seen == [200, 200]


def test_signing_in_and_documents_are_counted(portal: Portal):
    sign_in = reverse("wagtailadmin_login")
    browser = Client(REMOTE_ADDR="203.0.113.9", enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(sign_in).content.decode())[1]
    typed = {"username": "can-bo-1", "password": "sai-sai-sai", "next": "/quan-tri/", "csrfmiddlewaretoken": token}
    answers = [browser.post(sign_in, typed) for _ in range(30)]
    assert answers[28].status_code != 429
    assert answers[29].status_code == 429
    page = answers[29].content.decode()
    assert 'value="can-bo-1"' in page
    assert f'value="{token}"' in page
    assert "sai-sai-sai" not in page
    seen = {Client().get(f"/tai-lieu/{number}/a.pdf").status_code for number in range(1, 31)}
    assert seen == {404, 429}
