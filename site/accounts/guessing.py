"""Guessing passwords is slowed and stopped, for people and strangers alike, without locking a unit out (LD-1.2d).

django-axes counts failures in the database, so that every process of the portal counts together. Where they count:

* from a browser in which the account has signed in before: for that browser and account alone, so that nobody
  elsewhere can lock its owner out;
* from any other: for the account at that address, for the address, and for the account wherever it is tried from.

Names that belong to nobody are counted and refused in the same words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Sum
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import events, places

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: How long failures count. After as long without another one, everything is open again.
WINDOW = timedelta(minutes=15)
#: The failures after which no more are taken: of one account at one address, of one address, of one account.
PAIR, ADDRESS, ACCOUNT = 5, 30, 20


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What failures are counted under (``AXES_USERNAME_CALLABLE``): the account, in a known browser with its mark."""
    name = str((credentials or {}).get("username") or "")[:150]
    mark = places.known_mark(request, name)
    return f"{name} #{mark}" if mark else name


class GuessingHandler(AxesDatabaseHandler):
    """Axes' counting in the database, with a limit for each thing that is counted."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether any of the limits has been reached."""
        name, username = counted_name(request, credentials), str((credentials or {}).get("username") or "")
        recent = AccessAttempt.objects.filter(attempt_time__gte=request.axes_attempt_time - WINDOW)  # type: ignore[attr-defined]
        address = request.axes_ip_address  # type: ignore[attr-defined]
        own = recent.filter(username=name)
        if places.known_mark(request, username):
            limits = [(own, PAIR)]
        else:
            here = recent.filter(ip_address=address)
            limits = [(own.filter(ip_address=address), PAIR), (here, ADDRESS), (own, ACCOUNT)]
        return any(
            (attempts.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= limit for attempts, limit in limits
        )

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures that count against this attempt, for axes' own question whether the last one was too many."""
        # Axes compares with its own limit, which is PAIR, after each failure.
        return PAIR if self.is_locked(request, credentials) else 0

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the failures of this account here: whoever signs in clears nothing that was tried on others."""
        name = counted_name(request, credentials)
        own = AccessAttempt.objects.filter(username=name, ip_address=request.axes_ip_address)  # type: ignore[attr-defined]
        return int(own.delete()[0])


def locked_response(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """The answer to everybody whose failures were too many (``AXES_LOCKOUT_CALLABLE``), whoever they say they are."""
    minutes = int(WINDOW.total_seconds() // 60)
    told = _("Too many failed attempts. Wait %(minutes)d minutes, then try again, or set a new password.")
    return render(request, "accounts/locked.html", {"told": told % {"minutes": minutes}}, status=429)


def note_lock(sender: Any, request: HttpRequest, username: str, ip_address: str, **kwargs: Any) -> None:
    """Log that somebody was stopped (axes' signal ``user_locked_out``)."""
    events.note("locked", username=username.partition(" #")[0], address=ip_address or "")


def note_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Log a failed attempt (Django's signal ``user_login_failed``)."""
    # A wrong code is told by accounts.pending, in words of its own.
    if request is not None and sender != "accounts.pending" and not getattr(request, "axes_locked_out", False):
        address = places.address_of(request)
        events.note("sign_in_failed", username=str(credentials.get("username", ""))[:150], address=address)
