"""Where a request comes from: its address, its browser in plain words, and whether the person knows that browser."""

from __future__ import annotations

import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import KnownDevice
from accounts.sessions import PLACE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

COOKIE = "portal_device"
SALT = "accounts.places.device"
#: A browser that has not signed in for this long is a new one again.
REMEMBERED = timedelta(days=180)
#: One household has a network of this size to itself, and could change its address at will within it.
IPV6_PREFIX = 64
#: What browsers and systems call themselves, the more particular first.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "coc_coc": "Cốc Cốc",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def address_of(request: HttpRequest) -> str:
    """The address behind the trusted proxies, by the function that ``PORTAL_SENDER_OF`` names."""
    return str(import_string(settings.PORTAL_SENDER_OF)(request))


def address_text(address: str) -> str:
    """A noted address as people read it; none stands there where nobody vouched for one."""
    try:
        return str(ip_address(address))
    except ValueError:
        return _("not known")


def network_of(request: HttpRequest) -> str | None:
    """The address that failures are counted by: IPv4 as it is, IPv6 by its network; None where it is no address."""
    try:
        found = ip_address(address_of(request))
    except ValueError:
        return None
    if found.version == 6:
        return str(ip_network(f"{found}/{IPV6_PREFIX}", strict=False).network_address)
    return str(found)


def agent_of(request: HttpRequest) -> str:
    """What the browser says of itself, as much as a row holds."""
    return request.headers.get("user-agent", "")[:255]


def browser_name(agent: str) -> str:
    """“Chrome, Windows”: the browser and the system that ``agent`` claims."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), _("another browser"))
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return f"{browser}, {system}" if system else str(browser)


def note_in_session(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Write into a session that begins where it begins (signal ``user_logged_in``)."""
    request.session[PLACE] = {
        "address": address_of(request)[:45],
        "agent": agent_of(request),
        "at": timezone.now().isoformat(),
    }


def known_key(request: HttpRequest, username: str) -> str | None:
    """The key of the browser if it once signed in as ``username``; None if not. Asks the signed cookie, no database."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return None
    key: str | None = told.get(_name_digest(username))
    return key


def known_mark(request: HttpRequest, username: str) -> str:
    """A short mark of the browser for counting; empty if it never signed in as ``username``."""
    key = known_key(request, username)
    return _digest(key)[:12] if key else ""


def known_device(request: HttpRequest, user: User) -> KnownDevice | None:
    """The browser if ``user`` has signed in with it before."""
    key = known_key(request, user.username)
    return user.known_devices.filter(digest=_digest(key)).first() if key else None


def remember(request: HttpRequest, response: HttpResponse, user: User, trusted_until: Any = None) -> bool:
    """Let the browser be known for ``user``; whether that is somewhere new for a person who has signed in before."""
    found, is_first = known_device(request, user), not user.known_devices.exists()
    facts = {"agent": agent_of(request), "address": address_of(request)[:45], "last_at": timezone.now()}
    if found is not None:
        trust = {"trusted_until": trusted_until} if trusted_until else {}
        KnownDevice.objects.filter(pk=found.pk).update(**facts, **trust)
        _set_cookie(request, response, user, str(known_key(request, user.username)))
        return False
    key = secrets.token_urlsafe(24)
    KnownDevice.objects.create(user=user, digest=_digest(key), trusted_until=trusted_until, **facts)
    _set_cookie(request, response, user, key)
    return not is_first


def _set_cookie(request: HttpRequest, response: HttpResponse, user: User, key: str) -> None:
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        told = {}
    told.pop(_name_digest(user.username), None)
    # The last few people of a shared computer; the cookie is sent to the sign-in pages alone.
    told = {**dict(list(told.items())[-4:]), _name_digest(user.username): key}
    response.set_cookie(
        COOKIE,
        signing.dumps(told, salt=SALT),
        max_age=REMEMBERED,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _digest(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()


def _name_digest(username: str) -> str:
    return salted_hmac(SALT, username, algorithm="sha256").hexdigest()[:24]
