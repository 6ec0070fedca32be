"""Whatever the database sorts by a name stands in Vietnamese order, on each database alike."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2c")]

#: As a dictionary has them: letters before tones, numbers by their value, case of no account.
ORDERED = [
    "Chi bộ 2",
    "Chi bộ 10",
    "Dân vận",
    "Đảng ủy",
    "Hoà Bình",
    "Hội Cựu",
    "hôm nay",
    "Ngoại vụ",
    "Nội vụ",
    "Y tế",
]


@pytest.fixture
def groups() -> None:
    shuffled = sorted(ORDERED, key=lambda name: name[::-1])
    Group.objects.all().delete()
    Group.objects.bulk_create(Group(name=name) for name in shuffled)


def test_names_are_sorted_in_vietnamese_both_ways(groups: None) -> None:
    names = Group.objects.values_list("name", flat=True)
    assert list(names.order_by("name")) == ORDERED
    assert list(names.order_by("-name")) == ORDERED[::-1]
    assert list(names.order_by(F("name").desc(nulls_last=True))) == ORDERED[::-1]
    assert list(names.order_by("name")[3:6]) == ORDERED[3:6]
    assert names.order_by("name").last() == ORDERED[-1]


def test_whatever_else_a_query_asks_goes_on(groups: None) -> None:
    everybody = Group.objects.order_by("name")
    assert [group.name for group in everybody.distinct()] == ORDERED
    assert list(everybody.values_list("name", flat=True).distinct()) == ORDERED
    counted = everybody.values("name").annotate(people=Count("user")).values_list("name", "people")
    assert list(counted) == [(name, 0) for name in ORDERED]
    halves = [Group.objects.filter(name__in=ORDERED[:4]), Group.objects.filter(name__in=ORDERED[4:])]
    assert {group.name for group in halves[0].union(halves[1]).order_by("name")} == set(ORDERED)
    assert Group.objects.filter(pk__in=everybody.values("pk")[:2]).count() == 2
    assert [group.name for group in everybody.iterator(chunk_size=3)] == ORDERED


def test_addresses_and_paths_keep_the_order_of_their_indexes() -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Page.objects.order_by("path", "slug", "title"))
    (query,) = queries.captured_queries
    _, _, order = query["sql"].partition("ORDER BY")
    assert order.lower().count("vietnamese") == 1
    assert order.index('"path" ASC') < order.index('"slug" ASC') < order.lower().index("vietnamese")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the lock is SQLite's")
def test_a_connection_that_threads_share_calls_no_function_of_ours() -> None:
    connection.inc_thread_sharing()
    try:
        shared = str(Group.objects.order_by("name").query)
    finally:
        connection.dec_thread_sharing()
    assert "vietnamese" in str(Group.objects.order_by("name").query)
    assert "vietnamese" not in shared
