"""The clause ``ORDER BY`` with names in Vietnamese order."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Func, TextField
from django.db.models.expressions import Col, Ref
from django.db.models.sql.compiler import SQLCompiler

from search.collation import NAMES

#: What the function is called on SQLite and the collation on PostgreSQL.
VIETNAMESE = "vietnamese"


class Alphabetical(Func):
    """A text as it stands in a Vietnamese dictionary."""

    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Sort by the key of the text, worked out once a row."""
        return self.as_sql(compiler, connection, function=VIETNAMESE, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Sort by the collation that every ``migrate`` makes sure of."""
        return self.as_sql(compiler, connection, template=f'%(expressions)s COLLATE "{VIETNAMESE}"', **context)


class NamesInOrder(SQLCompiler):
    """A compiler that sorts columns of names alphabetically; what a query says itself about an order stays as it is."""

    def get_order_by(self) -> Any:
        """Return each ordering with its SQL, as Django does; names sorted as words."""
        given = super().get_order_by()
        # The parts of a union can be sorted by what they select alone.
        return given if self.query.combinator else [self._in_order(*pair) for pair in given]

    def _in_order(self, ordering: Any, compiled: Any) -> Any:
        column = ordering.expression
        while isinstance(column, Ref):
            (column,) = column.get_source_expressions()
        if not (isinstance(column, Col) and isinstance(column.target, CharField) and column.target.name in NAMES):
            return ordering, compiled
        as_words = ordering.copy()
        as_words.set_source_expressions([Alphabetical(column)])
        return as_words, (*self.compile(as_words), False)
