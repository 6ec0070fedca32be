"""What the tests of units share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.units._together import Run, runner


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Run]:
    """Run some calls at the same instant, each with a connection of its own."""
    yield from runner(tmp_path)
