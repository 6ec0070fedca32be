"""Pytest plugin of ``make test``: how tests are spread over parallel workers.

Each file goes to whichever worker is free, so that what is laid for all its tests is laid once; all browser tests go to
one, so that one Chromium and one live server serve them. (The ``loadgroup`` of pytest-xdist 3.8 would do it, but pytest
9 no longer lets it rename tests.)
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/",)


class TogetherScheduling(LoadScopeScheduling):
    """Every file by itself, except those of the folders that stay together."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Hand the scheduler to pytest-xdist, keeping the order of collection: tests that empty the database come last."""
    config.option.loadscopereorder = False
    return TogetherScheduling(config, log)
