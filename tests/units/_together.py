"""Calls at the same instant, each with a connection of its own.

On SQLite the threads work on a copy of the test's database in a file, because the suite's own lives in memory and is
one connection's; on PostgreSQL they work on the test database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from units.models import Contribution
from units.record.verifying import verify

ON_POSTGRES = connection.vendor == "postgresql"

#: For every test that takes the fixture ``together``.
CONCURRENT = pytest.mark.django_db(transaction=ON_POSTGRES, serialized_rollback=ON_POSTGRES)

Run = Callable[..., list[Any]]


def runner(folder: Path) -> Iterator[Run]:
    """Run some calls at the same instant and give what each returned or the refusal it raised."""
    configured = connections.settings["default"]
    memory = configured["NAME"]

    def run(*calls: Callable[[], Any]) -> list[Any]:
        if connection.vendor == "sqlite" and configured["NAME"] == memory:
            copy = folder / "portal.sqlite3"
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


def refusals(outcome: list[Any]) -> list[PermissionDenied]:
    """Those of the answers that are refusals; each of them says why."""
    found = [answer for answer in outcome if isinstance(answer, PermissionDenied)]
    assert all(str(refusal) for refusal in found), found
    return found


def afterwards(together: Run, look: Callable[[], Any]) -> Any:
    """What ``look`` finds in the database on which the threads have worked, whose record is whole and ledger single."""

    def found() -> tuple[Any, list[str], int]:
        rows = Contribution.objects.values_list("item_type", "item_id")
        return look(), [flaw.sentence for flaw in verify()], len(rows) - len(set(rows))

    ((seen, flaws, doubled),) = together(found)
    assert flaws == []
    assert doubled == 0
    return seen
