"""While an item is held nothing happens to it: no verdict, no publication (ND-5.1, ND-5.4a)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from units.approval.models.measures import Hold


def open_hold(item: Any) -> Hold | None:
    """The hold that nobody has released, if there is one."""
    hold: Hold | None = Hold.objects.about(item).open().select_related("by").last()
    return hold


def refusal(item: Any) -> str | None:
    """Why nothing can be decided now, as a sentence; None where the item is not held."""
    hold = open_hold(item)
    if hold is None:
        return None
    return _("%(person)s has put this item on hold: %(reason)s. It goes on when it has been released.") % {
        "person": hold.by,
        "reason": hold.reason.rstrip("."),
    }
