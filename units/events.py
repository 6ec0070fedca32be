"""Security events of these rooms: one line each in the log ``portal.security``, in the shape of ``accounts.events``.

| ``kind`` | What has happened |
| --- | --- |
| ``upload_refused`` | a file was not taken (``file``, ``why``) |
| ``limit_reached`` | an address did something too often (``what``) |
| ``network_refused`` | somebody asked from outside our networks (``path``) |
| ``policy_report`` | a browser refused what the policy forbids (``directive``, ``blocked``, ``path``) |
| ``rights_changed`` | somebody was given a role, or it was changed or ended (``role``, ``by``) |
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from units.visitors.addresses import sender_of

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger("portal.security")


def note(
    kind: str, *, request: HttpRequest | None = None, user: User | None = None, address: str = "", **facts: Any
) -> None:
    """Log that ``kind`` has happened, with further ``facts``; ``request`` says from where, ``user`` by whom.

    The record bears ``event``, ``username``, ``address`` and ``facts``, for handlers that write them elsewhere.
    """
    address = address or (sender_of(request) if request is not None else "")
    username = user.get_username() if user is not None and user.is_authenticated else ""
    told = " ".join(f"{name}={value!r}" for name, value in facts.items())
    extra = {"event": kind, "username": username, "address": address, "facts": facts}
    logger.warning("%s user=%r address=%s %s", kind, username, address or "-", told, extra=extra)
