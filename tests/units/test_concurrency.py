"""Two verdicts at the same instant: one counts, the other gets a sentence.

On SQLite the threads work on a copy of the test's database in a file, because the suite's own lives in memory and is
one connection's; on PostgreSQL (``PORTAL_TEST_POSTGRES_URL``) they work on the test database itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from tests.factories.articles import a_waiting
from tests.units._house import House, a_house, fresh
from units.approval import actions
from units.calendar import today
from units.models import Contribution, Membership, StageState

ON_POSTGRES = "PORTAL_TEST_POSTGRES_URL" in os.environ

pytestmark = [
    pytest.mark.django_db(transaction=ON_POSTGRES, serialized_rollback=ON_POSTGRES),
    pytest.mark.clause("LD-5.1a", "LD-6.1a"),
]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def together(tmp_path: Any) -> Iterator[Callable[..., list[Any]]]:
    """Run some calls at the same instant, each with a connection of its own, and give what each returned or raised."""
    configured = connections.settings["default"]
    memory = configured["NAME"]

    def run(*calls: Callable[[], Any]) -> list[Any]:
        if connection.vendor == "sqlite" and configured["NAME"] == memory:
            copy = tmp_path / "portal.sqlite3"
            copy.write_bytes(connection.connection.serialize())
            configured["NAME"] = str(copy)
        gate = Barrier(len(calls))

        def call(what: Callable[[], Any]) -> Any:
            try:
                gate.wait(timeout=20)
                return what()
            except PermissionDenied as refusal:
                return refusal
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(call, calls))

    yield run
    configured["NAME"] = memory


def test_two_approvals_at_once_make_one_publication(house, together):
    item = a_waiting(house.ours, house.contributor)
    board, second_board = house.board, house.second_board
    outcome = together(lambda: actions.approve(fresh(item), board), lambda: actions.approve(fresh(item), second_board))
    refused = [answer for answer in outcome if isinstance(answer, PermissionDenied)]
    assert len(refused) == 1, outcome
    assert str(refused[0])

    def found() -> tuple[bool, int, int]:
        approved = StageState.objects.filter(status=StageState.STATUS_APPROVED)
        return fresh(item).live, Contribution.objects.count(), approved.count()

    assert together(found) == [(True, 1, 1)]


def test_an_approval_and_a_return_at_once_do_not_both_count(house, together):
    item = a_waiting(house.ours, house.contributor)
    board, second_board = house.board, house.second_board
    outcome = together(
        lambda: actions.approve(fresh(item), board),
        lambda: actions.send_back(fresh(item), second_board, "Bổ sung ngày họp."),
    )
    assert sum(isinstance(answer, PermissionDenied) for answer in outcome) == 1, outcome

    def found() -> tuple[bool, int]:
        return fresh(item).live, Contribution.objects.count()

    assert together(found)[0] in [(True, 1), (False, 0)]


def test_a_membership_that_ends_at_the_same_instant_leaves_no_half_verdict(house, together):
    item, board = a_waiting(house.ours, house.contributor), house.board

    def end() -> None:
        Membership.objects.filter(user=board).update(valid_to=today() - timedelta(days=1))

    outcome = together(lambda: actions.approve(fresh(item), board), end)

    def found() -> tuple[bool, int]:
        return fresh(item).live, Contribution.objects.count()

    refused = isinstance(outcome[0], PermissionDenied)
    assert together(found) == [(not refused, 0 if refused else 1)]
