"""Every file here is run against the database of the run (SQLite or PostgreSQL), OpenSearch and Elasticsearch.

These two stand beside SQLite; that one does beside PostgreSQL too, ``tests/search/opensearch`` shows.
"""

import pytest
from django.db import connection

from search.engines import reading_engine
from search.engines.base import Engine
from search.engines.opensearch.engine import OpenSearchEngine

#: Engines beside the database, each a fixture that lets it answer.
SERVERS = ("opensearch", "elasticsearch")
ENGINES = ["database", *SERVERS] if connection.vendor == "sqlite" else ["database"]


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, db: None) -> Engine:
    """Return the engine under test."""
    if request.param in SERVERS:
        request.getfixturevalue(request.param)
    chosen = reading_engine()
    assert isinstance(chosen, OpenSearchEngine) == (request.param in SERVERS)
    return chosen
