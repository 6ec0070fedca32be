"""Whether whoever is signed in may go on: second factor, a password that still holds, the rules of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import factors

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from accounts.models import User


def why_sign_in_again(user: User, session: SessionBase) -> str | None:
    """Why this session is over for ``user``, as a sentence; None if it may go on.

    Signing in leads through what is missing: a device to add, a password to change. A session that has proved the
    second factor costs no query.
    """
    if user.owes_rules:
        return _("The rules of use have changed. Sign in again to read and acknowledge them.")
    if not settings.PORTAL_SIGN_IN_RULES:
        return None
    if (left := user.days_left()) is not None and left <= 0:
        return _("Your password has reached its age. Sign in again to choose a new one.")
    if not factors.was_proved(session) and factors.is_demanded_of(user):
        return _("What you may do now asks for a second factor. Sign in again to set it up.")
    return None


class StandingMiddleware:
    """Ends a session that may not go on, on the admin's paths only, so that public pages touch no session.

    It stands after ``RightsMiddleware``, which has asked for the person's roles already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the sign-in page with the reason."""
        if request.path.startswith(self.admin) and request.user.is_authenticated:
            reason = why_sign_in_again(request.user, request.session)
            if reason is not None:
                return _again(request, reason)
        return self.get_response(request)


def _again(request: HttpRequest, reason: str) -> HttpResponse:
    # Whatever was asked for by a script or a form cannot be asked for again by a link.
    following = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    logout(request)
    messages.warning(request, reason)
    return redirect_to_login(following, reverse("wagtailadmin_login"))
