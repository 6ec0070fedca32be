"""Two people at one question: whoever comes second finds it as the first has left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from qa.models import Question


@contextmanager
def locked(pk: int) -> Iterator[Question]:
    """The question in a transaction of its own, locked until that ends, with unit and officer as they are now."""
    with transaction.atomic():
        # Nullable relations cannot be locked in one statement with the row.
        Question.objects.select_for_update().only("pk").get(pk=pk)
        yield Question.objects.select_related("unit", "officer", "field", "page").get(pk=pk)
