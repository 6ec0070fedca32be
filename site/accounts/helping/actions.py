"""What an administrator can do for an account without ever holding its password (LD-1.2d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.log_actions import log

from accounts import events, letters
from accounts.sessions import end_all

if TYPE_CHECKING:
    from accounts.models import User


def invite(user: User, by: User | None) -> None:
    """Send ``user`` a link, good once and not for long, with which they choose their own password."""
    letters.send("reset" if user.has_usable_password() else "first_access", user)
    log(user, "accounts.link_sent", user=by)
    events.note("link_sent", user=user, by=_name(by))


@transaction.atomic
def reset_second_factor(user: User, by: User | None, reason: str) -> None:
    """Take every device and code of ``user`` away, end all their sessions, tell them and write down why.

    At their next sign-in they set up another device where their roles demand one.
    """
    TOTPDevice.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    user.known_devices.update(trusted_until=None)
    log(user, "accounts.second_factor_reset", user=by, data={"reason": reason})
    events.note("second_factor_reset", user=user, by=_name(by), reason=reason)
    end_all(user, "second_factor_reset")
    letters.send("second_factor_reset", user, by=str(by or ""), reason=reason)


@transaction.atomic
def close_account(user: User, by: User | None, reason: str) -> None:
    """Let nobody sign in as ``user`` again: close the account, take password, devices and codes away, end all sessions.

    With the password every link that was sent to set another one becomes void. Opening the account again gives none of
    this back.
    """
    user.is_active = False
    user.set_unusable_password()
    user.save()
    TOTPDevice.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    user.known_devices.all().delete()
    log(user, "accounts.closed", user=by, data={"reason": reason})
    events.note("account_closed", user=user, by=_name(by), reason=reason)
    end_all(user, "account_closed")


def end_sessions(user: User, by: User | None) -> int:
    """Sign ``user`` out everywhere; how many sessions there were."""
    log(user, "accounts.sessions_ended", user=by)
    return end_all(user, "by_administrator")


def _name(by: User | None) -> str:
    return by.username if by is not None else ""
