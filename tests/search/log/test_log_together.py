"""Counting beside other writers: every count arrives, or the page goes on without it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from search.log import counting, writing
from search.log.models import SearchCount
from tests.units._together import CONCURRENT, ON_POSTGRES, Run, runner

pytestmark = [CONCURRENT, pytest.mark.clause("ND-5.5c")]


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Run]:
    yield from runner(tmp_path)


def test_searches_at_the_same_instant_are_all_counted(
    together: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 20_000)
    # The first connection switches the new file to WAL, for good; SQLite refuses at once whoever comes in between.
    together(lambda: None)

    def several() -> None:
        for number in range(5):
            counting.count_search("nghị quyết", 1)
            counting.count_search(f"từ {number}", 0)

    together(*[several] * 6)
    ((common, others),) = together(
        lambda: (
            SearchCount.objects.get(key="nghi quyet").searches,
            [row.searches for row in SearchCount.objects.filter(key__startswith="tu ")],
        )
    )
    assert common == 30
    assert others == [6] * 5
    assert "was not counted" not in caplog.text


@pytest.mark.skipif(ON_POSTGRES, reason="the one writer is SQLite's")
def test_a_search_does_not_wait_for_a_long_writer(together: Run, caplog: pytest.LogCaptureFixture) -> None:
    together(lambda: None)
    path = connection.settings_dict["NAME"]

    def count() -> tuple[int, int]:
        assert not SearchCount.objects.exists()
        with sqlite3.connect(path, isolation_level=None) as writer:
            writer.execute("BEGIN IMMEDIATE")
            counting.count_search("nghị quyết", 1)
            writer.execute("ROLLBACK")
        (patience,) = connection.connection.execute("PRAGMA busy_timeout").fetchone()
        counting.count_search("nghị quyết", 1)
        return SearchCount.objects.get().searches, patience

    ((searches, patience),) = together(count)
    assert searches == 1
    assert patience == connection.settings_dict["OPTIONS"]["timeout"] * 1000
    assert "was not counted" in caplog.text
