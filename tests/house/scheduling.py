"""Pytest plugin of ``make test``: how tests are spread over parallel workers.

Each file goes to whichever worker is free, so that what is laid for all its tests is laid once. Files that empty the
database, those of the browser among them, come last; each worker has a browser and a live server of its own. (The
``loadfile`` of pytest-xdist 3.8 takes the longest files first and would mix those that empty the database with others.)
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling


class FileScheduling(LoadScopeScheduling):
    """Every file by itself."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileScheduling:
    """Hand the scheduler to pytest-xdist, keeping the order of collection: tests that empty the database come last."""
    config.option.loadscopereorder = False
    return FileScheduling(config, log)
