"""The connection and its operations, where Django looks for them."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.postgresql import base, operations

from search.collation.ordering import VIETNAMESE


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's, with our compiler."""

    compiler_module = "search.collation.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL's."""

    ops_class = DatabaseOperations


def prepare(using: str = "default", **_signal: Any) -> None:
    """Make the collation if the database lacks it: ICU's Vietnamese, numbers by their value. Other databases need none.

    Runs before the migrations of every ``migrate``, since migrations read in order as well.
    """
    if isinstance(connections[using], DatabaseWrapper):
        with connections[using].cursor() as cursor:
            cursor.execute(f"CREATE COLLATION IF NOT EXISTS \"{VIETNAMESE}\" (provider = icu, locale = 'vi-u-kn-true')")
