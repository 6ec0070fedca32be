"""Outside our networks: one page for everything, before anything of the portal is asked for (LD-1.2a)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from operations.networks.door import door_now
from operations.signals.folding import note_seldom
from units.visitors.addresses import address_of

STYLE = "body{max-width:40rem;margin:15vh auto;padding:0 1rem;font:1.125rem/1.6 system-ui,sans-serif}"


class NetworkMiddleware:
    """Asks the one rule (``operations.networks.door``) about every request, static files included.

    The refusal is the same to the byte for whatever was asked for, so it tells nobody what there is. A session that
    was begun inside counts for nothing outside.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.page = render_to_string("networks/refused.html", {"style": STYLE}).encode()
        digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
        self.policy = {"script-src": ["'none'"], "style-src": [f"'sha256-{digest}'"], "img-src": ["'none'"]}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request in, or answer with the one page."""
        door, address = door_now(), address_of(request)
        if not door.admits(address, request.path):
            note_seldom("network_refused", request)
            return self._refusal()
        if not door.admits_sessions(address):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)

    def _refusal(self) -> HttpResponse:
        response = HttpResponse(self.page, status=403)
        response["Content-Length"] = str(len(self.page))
        response["Cache-Control"] = "no-store"
        response._csp_replace = self.policy  # type: ignore[attr-defined]
        return response
