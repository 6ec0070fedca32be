"""Search engines: one backend for Wagtail, one small engine for each database vendor.

``WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] = "search.engines.database"`` serves SQLite and PostgreSQL alike; the
database itself decides. modelsearch's internals are no public API: its version is pinned and ``tests/search`` holds
contract tests.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, router

from search.models import IndexedText

from .base import Engine
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
    """Return the engine that answers searches now."""
    return engine_for(router.db_for_read(IndexedText))
