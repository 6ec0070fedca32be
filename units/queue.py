"""Whether there is a task queue at all, or each task is done by whoever asks for it."""

from __future__ import annotations

from django.conf import settings


def is_immediate() -> bool:
    """Whether a task is done within the request that asks for it (``PORTAL_TASKS=immediate``)."""
    return bool(settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"))
