"""Public answers to questions of the same field; the room of questions, which stands above, says which (ND-2.1b)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest

from knowledge.models import FieldOfWork

Reader = Callable[[FieldOfWork, "HttpRequest | None", int], Sequence[Any]]
"""From a field, the request of a reader and how many at most to the newest answers that the reader may read."""

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let ``reader`` say which answers stand beside a situation or a guidance; registering again replaces it."""
    _readers[:] = [reader]


def of_field(field: FieldOfWork | None, request: HttpRequest | None, most: int) -> Sequence[Any]:
    """The answers of ``field`` or, for a part of one, of the whole; none without a field."""
    if field is None or not _readers:
        return []
    return _readers[0](field.parent or field, request, most)
