"""Django's compilers for PostgreSQL; queries sort names in Vietnamese order."""

from django.db.backends.postgresql import compiler
from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)

from search.collation.ordering import NamesInOrder

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLCompiler(NamesInOrder, compiler.SQLCompiler):
    """Reads rows, those with names in order."""
