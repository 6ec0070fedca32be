"""The connection and its operations, where Django looks for them."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base, operations

from search.collation.ordering import VIETNAMESE
from search.vietnamese import sort_key


def _key_of(text: str | None) -> str | None:
    return sort_key(text) if text else text


class DatabaseOperations(operations.DatabaseOperations):
    """SQLite's, with our compiler."""

    compiler_module = "search.collation.sqlite3.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite's, whose every connection knows how a name is sorted."""

    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and teach the connection our order."""
        connection = super().get_new_connection(conn_params)
        connection.create_function(VIETNAMESE, 1, _key_of, deterministic=True)
        return connection
