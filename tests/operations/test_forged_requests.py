"""No address takes a form that another site has sent in somebody's name: every one that is registered is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.operations._addresses import patterns
from tests.units._house import House, a_house

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2a", "ND-13.3")]

#: Where a request needs no token, and what stands in its place: an Origin that is ours, or nothing worth forging.
WITHOUT_TOKEN = {"usefulness:vote", "usefulness:comment", "search-opened", "search-missed", "policy-report"}
#: Asks for the token by itself, as the last test shows: all of it is among what that one asks.
ASKS_BY_ITSELF = "wagtailadmin_api:"
STRANGER = "https://ke-xau.example"
METHODS = ("post", "put", "patch", "delete")


def refused(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """The refusal without the page that explains it, so that every address can be asked."""
    return HttpResponse(reason, status=403)


@pytest.fixture
def house(settings: Any) -> House:
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refused"
    return a_house()


def named(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield prefix + (pattern.name or str(pattern.pattern)), pattern


def test_only_what_is_named_here_takes_a_form_without_a_token(settings: Any) -> None:
    """Every view is handed to the middleware as a request would be, whether an address for it can be made or not."""
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refused"
    assert "django.middleware.csrf.CsrfViewMiddleware" in configured.MIDDLEWARE
    every = dict(named(get_resolver()))
    assert len(every) > 400
    taken = set()
    for name, pattern in every.items():
        for method in METHODS:
            request = getattr(RequestFactory(), method)("/", headers={"origin": STRANGER})
            middleware = CsrfViewMiddleware(refused)
            middleware.process_request(request)
            if middleware.process_view(request, pattern.callback, (), {}) is None:
                taken.add(name)
    assert {name for name in taken if not name.startswith(ASKS_BY_ITSELF)} == WITHOUT_TOKEN


def test_a_form_from_elsewhere_changes_nothing_anywhere(house: House) -> None:
    """Through everything that stands before a view, with the session of whoever may do most; one address in eight."""
    client = house.client("superuser")
    client.handler.enforce_csrf_checks = True
    every = sorted(address for address in patterns() if _name_of(address) not in {"", *WITHOUT_TOKEN})
    assert len(every) > 300
    asked = {*every[::8], *(address for address in every if _name_of(address).startswith(ASKS_BY_ITSELF))}
    answered = {address: client.post(address, headers={"origin": STRANGER}).status_code for address in asked}
    assert {address: status for address, status in answered.items() if status != 403} == {}


def _name_of(address: str) -> str:
    """The name of the view at an address; empty where there is none."""
    try:
        return resolve(address).view_name or address
    except Resolver404:
        return ""
