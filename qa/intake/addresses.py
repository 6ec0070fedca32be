"""Who sends? The address behind a request, as a key that says nothing to whoever reads the database."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: One household or one phone has a network of this size to itself, and could change its address at will within it.
IPV6_PREFIX = 64


def address_key(request: HttpRequest) -> str:
    """A key of 40 hexadecimal digits for the address that ``request`` came from; the same for a whole IPv6 network."""
    return salted_hmac("qa.intake.address", _network(sender_of(request))).hexdigest()[:40]


def sender_of(request: HttpRequest) -> str:
    """The sender's address, read as far from the end of ``X-Forwarded-For`` as there are proxies of ours.

    What stands further left was written by the sender and is never believed (``PORTAL_PROXIES``).
    """
    nearest: str = request.META.get("REMOTE_ADDR", "")
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    way = [*told, nearest]
    return way[-1 - settings.PORTAL_PROXIES] if len(way) > settings.PORTAL_PROXIES else way[0]


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/{IPV6_PREFIX}", strict=False)) if found.version == 6 else str(found)
