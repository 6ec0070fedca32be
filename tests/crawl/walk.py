"""One person's way through the administration: along every link, through every form with nothing filled in.

What a form does is taken back at once, so that any form may be sent and everybody finds the same portal.
"""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

from tests.house.screens import forms, leads_to, page_of, wrong_with

BEGINNING = "/quan-tri/"
#: The way out, one that fails on purpose, and what a page asks while it stands open.
NO_SCREEN = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtailadmin_editing_sessions:ping"}
#: What no list of any portal holds.
NOTHING = "khongdaucoca"


@dataclass(frozen=True)
class Stop:
    """An address on the way: the name of its view, and what kind of thing it is opened for."""

    address: str
    name: str
    kind: str = ""

    @classmethod
    def at(cls, address: str) -> Stop | None:
        """Return the stop at ``address``; None where there is no view, or none to look at."""
        try:
            match = resolve(urlsplit(html.unescape(address)).path)
        except Resolver404:
            return None
        if match.view_name in NO_SCREEN or "export=" in address:
            return None
        kwargs = {key: str(value) for key, value in match.kwargs.items()}
        key = next((kwargs[key] for key in ("page_id", "page_pk") if key in kwargs), "")
        page = Page.objects.filter(pk=key).first() if key.isdigit() else None
        model = (
            page.specific_class.__name__ if page is not None and page.specific_class else kwargs.get("model_name", "")
        )
        return cls(address, match.view_name, model)


@dataclass
class Walk:
    """The walk of one signed-in person; ``most`` addresses of a view are opened for each kind of thing.

    Nothing that is more than ``deepest`` links away is opened.
    ``found`` holds what is wrong as (view, address, sentence), ``screens`` the stops that answered with a whole page.
    """

    client: Client
    known: list[str]
    most: int = 2
    deepest: int = 1000
    sends_forms: bool = True
    found: set[tuple[str, str, str]] = field(default_factory=set)
    screens: list[Stop] = field(default_factory=list)
    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    sent: int = 0

    def __post_init__(self) -> None:
        self.known = [*self.known, NOTHING]
        self.client.raise_request_exception = False

    @property
    def opened(self) -> int:
        """How many addresses have been opened."""
        return sum(len(addresses) for addresses in self.seen.values())

    @property
    def names(self) -> set[str]:
        """The views that have been opened."""
        return {name for name, _kind in self.seen}

    def go(self, *beginnings: str) -> Walk:
        """Walk from these addresses along everything that they lead to."""
        waiting = deque((address, 0) for address in beginnings or (BEGINNING,))
        while waiting:
            address, depth = waiting.popleft()
            stop = Stop.at(address)
            if stop is not None and depth <= self.deepest and self._is_new(stop):
                waiting.extend((way, depth + 1) for way in self.look(stop))
        return self

    def look(self, stop: Stop) -> Iterable[str]:
        """Open one address, try its forms and its empty list, and return where it leads."""
        response = self.client.get(stop.address)
        self._read(stop, response)
        page = page_of(response)
        if response.status_code == 200 and "<body" in page:
            self.screens.append(stop)
        ways = [urljoin(stop.address, way) for way in leads_to(page)]
        if 'name="q"' in page and "?" not in stop.address:
            ways.append(f"{stop.address}?q={NOTHING}")
        if response.status_code in (301, 302):
            ways.append(response["Location"])
        if self.sends_forms:
            # A form without a token belongs to a script.
            for form in (form for form in forms(page) if "csrfmiddlewaretoken" in form.sent):
                self._send(stop, urljoin(stop.address, form.action), form.sent)
        return ways

    def _is_new(self, stop: Stop) -> bool:
        addresses = self.seen.setdefault((stop.name, stop.kind), set())
        empty = stop.address.endswith(f"?q={NOTHING}")
        if stop.address in addresses or (len(addresses) >= self.most and not empty):
            return False
        addresses.add(stop.address)
        return True

    def _send(self, stop: Stop, target: str, nothing: dict[str, str]) -> None:
        """Send a form with nothing filled in; what comes of it is read, and then it has never been."""
        where = Stop.at(target)
        if where is None:
            return
        kept = deepcopy(self.client.cookies)
        with transaction.atomic():
            response = self.client.post(target, nothing, follow=True)
            self._read(Stop(stop.address, f"{where.name}, empty"), response)
            transaction.set_rollback(True)
        self.client.cookies = kept
        self.sent += 1

    def _read(self, stop: Stop, response: Any) -> None:
        self.found |= {(stop.name, stop.address, line) for line in wrong_with(response, self.known)}


def missed(walks: Iterable[Walk], every: Iterable[str]) -> Iterator[str]:
    """Yield the views that nobody's way led to."""
    opened = set().union(*(walk.names for walk in walks)) | NO_SCREEN
    yield from sorted(set(every) - opened)
