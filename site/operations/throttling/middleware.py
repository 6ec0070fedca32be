"""Slows down whoever asks too often, with a sentence, and keeps what they typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from operations.throttling.counting import take

LONGEST = 400


class ThrottleMiddleware:
    """Knows by its address what a request is, and asks whether it is one too many. Before sessions and pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.documents = reverse("wagtaildocs_serve", args=[1, "a"]).removesuffix("1/a")
        self.exact = {
            ("GET", reverse("search")): "search",
            ("GET", reverse("search-suggestions")): "suggestion",
            ("POST", reverse("wagtailadmin_login")): "sign_in",
            ("POST", reverse("wagtailcore_login")): "sign_in",
            ("POST", reverse("wagtailadmin_password_reset")): "sign_in",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with 429 and the hour from which it goes on, or let the request pass."""
        what = self.kind_of(request)
        again = take(what, request) if what else None
        return self.get_response(request) if again is None else _slowed(request, what, again)

    def kind_of(self, request: HttpRequest) -> str:
        """What is counted of ``request``; nothing for most."""
        if request.path.startswith(self.documents):
            return "document"
        method = "GET" if request.method == "HEAD" else request.method or ""
        return self.exact.get((method, request.path), "")


def _slowed(request: HttpRequest, what: str, again: datetime) -> HttpResponse:
    typed = request.POST if what == "sign_in" else {}
    context = {
        "what": what,
        "hour": f"{timezone.localtime(again, timezone.get_default_timezone()):%H:%M:%S}",
        "action": request.path,
        "query": request.GET.get("q", "")[:LONGEST],
        "username": typed.get("username", "")[:LONGEST],
        "next": typed.get("next", "")[:LONGEST],
        # The one that came: it fits the cookie that the browser has.
        "token": typed.get("csrfmiddlewaretoken", "")[:LONGEST],
    }
    response = HttpResponse(render_to_string("throttled.html", context), status=429)
    response["Retry-After"] = str(max(1, int((again - timezone.now()).total_seconds())))
    response["Cache-Control"] = "no-store"
    return response
