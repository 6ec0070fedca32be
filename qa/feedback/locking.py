"""Two people at one record: whoever comes second finds it as the first has left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from qa.feedback.models import Feedback


@contextmanager
def locked(pk: int) -> Iterator[Feedback]:
    """The record in a transaction of its own, locked until that ends, as it is now."""
    with transaction.atomic():
        # Nullable relations cannot be locked in one statement with the row.
        Feedback.objects.select_for_update().only("pk").get(pk=pk)
        yield Feedback.objects.for_lists().select_related("about_type").get(pk=pk)
