"""How the log writes: one row up or in, never longer than a moment, never in the reader's way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Model

logger = logging.getLogger(__name__)

#: Milliseconds that a count waits for SQLite's one writer; longer than that, it is lost and the page is not.
PATIENCE = 200


def quietly(write: Callable[[], None]) -> None:
    """Let ``write`` run with little patience; what the database refuses is noted in the server's log and forgotten.

    Not one transaction: each statement of a count stands by itself, so none holds a lock while another waits.
    """
    try:
        with _little_patience():
            write()
    except DatabaseError as error:
        logger.warning("A search was not counted: %s", error)


def add_to(row: dict[str, Any], model: type[Model], most: int, **counts: int) -> bool:
    """Add ``counts`` to the row of ``model`` that the unique fields ``row`` name, made if it is not there.

    ``row`` may hold ``defaults`` for a new row. Safe beside other writers. False where ``row`` is new and its day
    has ``most`` rows already: nothing is written then.
    """
    defaults = row.pop("defaults", {})
    rows = model._default_manager.filter(**row)
    more = {name: F(name) + number for name, number in counts.items()}
    if rows.update(**more):
        return True
    if model._default_manager.filter(day=row["day"]).count() >= most:
        return False
    try:
        with transaction.atomic():
            model._default_manager.create(**row, **defaults, **counts)
    except IntegrityError:
        # Somebody else has made it since.
        rows.update(**more)
    return True


@contextmanager
def _little_patience() -> Iterator[None]:
    """On SQLite, wait ``PATIENCE`` for the one writer instead of the twenty seconds that an editor's work is worth."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    database = connection.connection
    (usual,) = database.execute("PRAGMA busy_timeout").fetchone()
    database.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {int(usual)}")
