"""Between the password and the door: what somebody has proved so far, and what is still asked of them.

Until every step is done nobody is signed in: the session holds no account, so no page and no rule can take it for one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_login_failed
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts import events, factors, letters, places
from accounts.rules import keeping

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

KEY = "sign_in"
#: How long the steps may take together.
PATIENCE = timedelta(minutes=15)
#: Wrong codes after which the password is asked for again.
WRONG_CODES = 5


@dataclass
class Pending:
    """Who has given the right password, when, and what followed; kept in the session as plain values."""

    user_pk: int
    hash: str
    at: float
    next: str = ""
    proved: str = ""
    wrong: int = 0
    trust: bool = False

    def save(self, request: HttpRequest) -> None:
        """Keep it for the next step."""
        request.session[KEY] = asdict(self)

    def user(self) -> User | None:
        """The account, unless it was closed or has another password since."""
        user: User | None = get_user_model()._default_manager.filter(pk=self.user_pk, is_active=True).first()
        # The setting's own hash, so that a password changed elsewhere ends this as it ends a session.
        return user if user is not None and constant_time_compare(self.hash, user.get_session_auth_hash()) else None


def begin(request: HttpRequest, user: User, following: str) -> Pending:
    """Note that ``user`` gave the right password and wants to go to ``following`` afterwards.

    The session is a new one, so that a key planted in the browser before leads nowhere.
    """
    request.session.flush()
    request.session.cycle_key()
    pending = Pending(user.pk, user.get_session_auth_hash(), timezone.now().timestamp(), following)
    device = places.known_device(request, user)
    if settings.PORTAL_REMEMBER_DAYS and device and device.trusted_until and device.trusted_until > timezone.now():
        pending.proved = factors.BY_TRUST
    pending.save(request)
    return pending


def of(request: HttpRequest) -> Pending | None:
    """What is under way in the session of ``request``; None where nothing is, or it took too long."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    pending = Pending(**kept)
    if timezone.now().timestamp() - pending.at > PATIENCE.total_seconds():
        drop(request)
        return None
    return pending


def drop(request: HttpRequest) -> None:
    """Begin again with the password."""
    request.session.pop(KEY, None)


def step(pending: Pending, user: User) -> str:
    """What is asked next: ``code``, ``enrol``, ``renew``, ``rules``, or nothing more."""
    if not pending.proved:
        if factors.devices_of(user).exists():
            return "code"
        if settings.PORTAL_SIGN_IN_RULES and factors.is_demanded_of(user):
            return "enrol"
    if settings.PORTAL_SIGN_IN_RULES and (left := user.days_left()) is not None and left <= 0:
        return "renew"
    return "rules" if keeping.owed_by(user) is not None else ""


def refuse_code(request: HttpRequest, pending: Pending, user: User) -> bool:
    """Count a wrong code, here and among the failures of the account; whether the password has to be given again."""
    events.note("code_refused", user=user, address=places.address_of(request))
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    pending.wrong += 1
    pending.save(request)
    if pending.wrong < WRONG_CODES:
        return False
    drop(request)
    letters.send("guessed", user, address=places.address_of(request))
    return True


def finish(request: HttpRequest, response: HttpResponse, pending: Pending, user: User) -> None:
    """Sign ``user`` in; told if that is from somewhere new."""
    drop(request)
    login(request, user, backend="accounts.backends.PersonBackend")
    if pending.proved:
        request.session[factors.PROVED] = pending.proved
    days = settings.PORTAL_REMEMBER_DAYS if pending.trust else 0
    until = timezone.now() + timedelta(days=days) if days else None
    address = places.address_of(request)
    events.note("signed_in", user=user, address=address, proved=pending.proved or "password")
    if places.remember(request, response, user, until):
        events.note("new_place", user=user, address=address)
        browser = places.browser_name(places.agent_of(request))
        letters.send("new_place", user, address=address, browser=browser)
