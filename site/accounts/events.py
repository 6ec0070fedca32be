"""Security events of accounts: one line each in the log ``portal.security``, in the same words everywhere.

| ``kind`` | What has happened |
| --- | --- |
| ``signed_in``, ``signed_out`` | somebody came in or went |
| ``sign_in_failed`` | a wrong user name or password (``username``) |
| ``code_refused`` | a wrong or used code of the second factor |
| ``locked`` | too many failures from somewhere (``username``) |
| ``new_place`` | somebody signed in from a browser that they have not used before |
| ``password_changed`` | a person has a new password |
| ``link_sent`` | a link for a first or a new password was sent (``by``) |
| ``device_added``, ``device_removed`` | a second factor came or went |
| ``recovery_codes_made``, ``recovery_code_used`` | codes for a lost device |
| ``second_factor_reset`` | an administrator took a lost device away (``by``, ``reason``) |
| ``account_closed`` | an account was closed for good (``by``, ``reason``) |
| ``rules_laid``, ``rules_acknowledged`` | another version of the rules of use holds; somebody has acknowledged it |
| ``sessions_ended`` | sessions were ended (``why``, ``number``) |
| ``password_age_changed`` | how long passwords hold (``by``, ``days``, ``decision``) |
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger("portal.security")

#: What somebody should look at; the rest only says what happened.
ALARMING = {"sign_in_failed", "code_refused", "locked", "second_factor_reset"}


def note(kind: str, *, user: User | None = None, address: str = "", **facts: Any) -> None:
    """Log that ``kind`` has happened, to ``user``, from ``address`` (IPv4 or IPv6 as text), with further ``facts``.

    The record bears them as ``event``, ``username``, ``address`` and ``facts``, for handlers that write them elsewhere.
    Never hand in a password, a code or a link.
    """
    username = facts.pop("username", "") or (user.username if user is not None else "")
    told = " ".join(f"{name}={value!r}" for name, value in facts.items())
    logger.log(
        logging.WARNING if kind in ALARMING else logging.INFO,
        "%s user=%r address=%s %s",
        kind,
        username,
        address or "-",
        told,
        extra={"event": kind, "username": username, "address": address, "facts": facts},
    )
