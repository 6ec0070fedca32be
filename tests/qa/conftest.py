"""Tests of this room may run several connections at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.units._together import Run, runner


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Run]:
    yield from runner(tmp_path)
