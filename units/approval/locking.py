"""One act on an item at a time: every verb begins by taking the item's row, so that two cannot cross."""

from __future__ import annotations

from typing import Any


def lock(item: Any) -> None:
    """Wait for whoever is acting on ``item`` and keep others out until this transaction ends."""
    base = item.get_base_content_type().model_class()
    base._base_manager.select_for_update().only("pk").get(pk=item.pk)
