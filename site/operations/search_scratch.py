"""A scratch index for measuring, in the engine beside the database where the settings name one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import CommandError
from django.test import override_settings

from search.engines.opensearch import indices, rebuilding, waiting, watch
from search.engines.opensearch.client import is_configured


@contextmanager
def scratch_index() -> Iterator[None]:
    """Work in an index of its own, which is dropped afterwards; nothing to do where no engine is set.

    Raises CommandError when the database stood in for the engine meanwhile, for then the figures are not the engine's.
    """
    if not is_configured():
        yield
        return
    with override_settings(SEARCH_ENGINE={**settings.SEARCH_ENGINE, "INDEX": "bench"}):
        try:
            fill()
            yield
            if watch.is_away() or watch.is_behind():
                raise CommandError("The search engine failed meanwhile; its figures are the database's in part.")
        finally:
            indices.forget()


def fill() -> None:
    """Bring the engine, if one is set, up to what is laid in the database, and let all of it be found."""
    if is_configured():
        for step in (rebuilding.rebuild, waiting.tell):
            for _done in step():
                pass
        indices.refresh()
