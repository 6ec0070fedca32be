"""Two transactions that note at the same instant: their entries follow one another in one chain.

On SQLite the threads work on a copy of the test's database in a file, because the suite's own lives in memory and is
one connection's; on PostgreSQL (``PORTAL_TEST_POSTGRES_URL``) they work on the test database itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from units.record.chain import head
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verifying import verify

ON_POSTGRES = "PORTAL_TEST_POSTGRES_URL" in os.environ

pytestmark = [
    pytest.mark.django_db(transaction=ON_POSTGRES, serialized_rollback=ON_POSTGRES),
    pytest.mark.clause("ND-13.6d"),
]

TIMES = 5


@pytest.fixture
def together(tmp_path: Any) -> Iterator[Callable[..., list[Any]]]:
    """Run some calls at the same instant, each with a connection of its own, and give what each returned."""
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
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(call, calls))

    yield run
    configured["NAME"] = memory


def two_acts() -> None:
    for _time in range(TIMES):
        with transaction.atomic():
            note("submitted")
            note("approved")


def state() -> tuple[int, int, list[Any], list[str]]:
    entries = RecordEntry.objects.order_by("number")
    return entries.count(), head().number, list(verify()), list(entries.values_list("verb", flat=True))


@pytest.mark.parametrize("noted_before", [0, 3])
def test_transactions_at_the_same_instant_make_one_chain(together, noted_before):
    for _time in range(noted_before):
        note("edited")
    together(two_acts, two_acts, two_acts)
    number = noted_before + 3 * TIMES * 2
    ((count, end, flaws, verbs),) = together(state)
    assert (count, end, flaws) == (number, number, [])
    # The two entries of one transaction stay together: the head is held until it ends.
    assert verbs == ["edited"] * noted_before + ["submitted", "approved"] * 3 * TIMES


def test_a_transaction_that_fails_takes_no_number(together):
    def undone() -> None:
        for _time in range(TIMES):
            with transaction.atomic():
                note("withdrawn")
                transaction.set_rollback(True)

    together(two_acts, undone)
    ((count, end, flaws, _verbs),) = together(state)
    assert (count, end, flaws) == (TIMES * 2, TIMES * 2, [])


def test_an_audit_during_the_work_finds_nothing_wrong(together):
    audits = together(two_acts, lambda: [list(verify()) for _time in range(TIMES)])
    assert audits[1] == [[]] * TIMES
