"""Django's compilers; queries sort names in Vietnamese order."""

from __future__ import annotations

from typing import Any

from django.db.models.sql import compiler
from django.db.models.sql.compiler import SQLAggregateCompiler, SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler

from search.collation.ordering import NamesInOrder

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLCompiler(NamesInOrder):
    """Reads rows, those with names in order."""

    def get_order_by(self) -> Any:
        """Sort names as words, unless threads share the connection, as Django's live server and its test do.

        SQLite holds the connection's lock while it waits for a function in Python; another thread that holds Python's
        lock and wants the connection's would wait for ever.
        """
        if self.connection.allow_thread_sharing:
            return compiler.SQLCompiler.get_order_by(self)
        return super().get_order_by()
