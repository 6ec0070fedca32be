"""Every file here is run against the database of the run (SQLite or PostgreSQL) and against OpenSearch.

OpenSearch stands beside SQLite; that it does beside PostgreSQL too, ``tests/search/opensearch`` shows.
"""

import pytest
from django.db import connection

from search.engines import reading_engine
from search.engines.base import Engine
from search.engines.opensearch.engine import OpenSearchEngine

ENGINES = ["database", "opensearch"] if connection.vendor == "sqlite" else ["database"]


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, db: None) -> Engine:
    """Return the engine under test."""
    if request.param == "opensearch":
        request.getfixturevalue("opensearch")
    chosen = reading_engine()
    assert isinstance(chosen, OpenSearchEngine) == (request.param == "opensearch")
    return chosen
