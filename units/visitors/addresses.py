"""Who sends? The address behind a request, believed as far as it was told by proxies of ours and no further."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address = IPv4Address | IPv6Address
#: One household or one phone has a network of this size to itself, and could change its address at will within it.
IPV6_PREFIX = 64


def address_key(request: HttpRequest) -> str:
    """A key of 40 hexadecimal digits for the address that ``request`` came from; the same for a whole IPv6 network."""
    return salted_hmac("units.visitors.address", _network(sender_of(request))).hexdigest()[:40]


def sender_of(request: HttpRequest) -> str:
    """The sender's address as text; that of whoever asked us directly where no proxy vouches for another one."""
    found = address_of(request) or parsed(request.META.get("REMOTE_ADDR", ""))
    return str(found) if found else "unknown"


def address_of(request: HttpRequest) -> Address | None:
    """The sender's address, read as far from the end of ``X-Forwarded-For`` as there are proxies of ours.

    What stands further left was written by the sender and is never believed. None where the way is shorter than the
    proxies in front (``PORTAL_PROXIES``), where one of them is not at an address of ours (``PORTAL_PROXY_ADDRESSES``)
    or where no address stands: nobody vouches for any then.
    """
    proxies: int = settings.PORTAL_PROXIES
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    way = [parsed(part) for part in (*told, request.META.get("REMOTE_ADDR", ""))]
    if len(way) <= proxies:
        return None
    ours = [ip_network(network) for network in settings.PORTAL_PROXY_ADDRESSES]
    hops = way[len(way) - proxies :]
    if ours and not all(hop is not None and any(hop in network for network in ours) for hop in hops):
        return None
    return way[-1 - proxies]


def parsed(text: str) -> Address | None:
    """``text`` as an address, an IPv4 address written as IPv6 as what it is; None where it is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    if found.version == 6 and found.scope_id:
        return None
    return (found.ipv4_mapped or found) if found.version == 6 else found


def _network(address: str) -> str:
    found = parsed(address)
    if found is None:
        return "unknown"
    return str(ip_network(f"{found}/{IPV6_PREFIX}", strict=False)) if found.version == 6 else str(found)
