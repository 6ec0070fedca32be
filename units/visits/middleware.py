"""Notes each public page that was opened; reads nothing of the request but its address and whether it is a robot's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from units import calendar, page_kinds
from units.visits.counting import Place, gathering
from units.visits.models import LONGEST_PATH

#: Words by which programs that go round by themselves name themselves.
ROBOTS = ("bot", "crawl", "spider", "monitor", "curl", "wget", "python")


class VisitsMiddleware:
    """Counts what readers get to see. Whoever is signed in to the administration counts like everybody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PORTAL_COUNT_VISITS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then count; a count that fails never reaches the reader."""
        response = self.get_response(request)
        if self._counts(request, response):
            try:
                gathering.note(_place(request, response))
            except DatabaseError:
                # The page was shown; a count that is lost is no reason to show anything else.
                return response
        return response

    def _counts(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            request.method == "GET"
            and response.status_code == 200
            and response.get("Content-Type", "").startswith("text/html")
            and not request.path.startswith(self.admin)
            and not any(word in request.headers.get("User-Agent", "").lower() for word in ROBOTS)
        )


def _place(request: HttpRequest, response: Any) -> Place:
    page = (getattr(response, "context_data", None) or {}).get("page")
    unit_id = getattr(page, "unit_id", None)
    kind = getattr(page, "kind", "") or page_kinds.kind_of(type(page))
    return Place(calendar.today(), request.path[:LONGEST_PATH], unit_id, kind)
