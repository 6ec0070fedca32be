"""Search engines: one backend for Wagtail, one small engine for each database vendor and one for OpenSearch.

``WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] = "search.engines.database"`` serves SQLite and PostgreSQL alike; the
database itself decides. ``SEARCH_ENGINE`` names an OpenSearch or Elasticsearch to ask in the database's place.
modelsearch's internals are no public API: its version is pinned and ``tests/search`` holds contract tests.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, router

from search.models import IndexedText

from .base import Engine
from .opensearch.client import is_configured
from .opensearch.engine import OpenSearchEngine
from .postgres import PostgresEngine
from .sqlite import SQLiteEngine

_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgresEngine}


def engine_for(alias: str = DEFAULT_DB_ALIAS) -> Engine:
    """Return the engine of the database ``alias``; raises ImproperlyConfigured for a vendor that has none."""
    connection = connections[alias]
    try:
        return _ENGINES[connection.vendor](connection)
    except KeyError:
        raise ImproperlyConfigured(f"Search works on SQLite and PostgreSQL, not on {connection.vendor}.") from None


def reading_engine() -> Engine:
    """Return the engine for one question: the database's, or the one that the settings name beside it."""
    database = engine_for(router.db_for_read(IndexedText))
    return OpenSearchEngine(database) if is_configured() else database
