"""Error pages: a number that stands in the log as well, what the person can do, and nothing about the portal."""

from __future__ import annotations

import logging
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

KEPT = "_portal_incident"


def incident_of(request: HttpRequest) -> str:
    """The number of what went wrong with ``request``, eight signs; the same however often it is asked."""
    found: str = request.__dict__.setdefault(KEPT, token_hex(4).upper())
    return found


class IncidentFilter(logging.Filter):
    """Lets every line of the log about a request that failed bear the number that the person was shown."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number; keep every line."""
        request = getattr(record, "request", None)
        known = isinstance(request, HttpRequest) and getattr(record, "status_code", 0) >= 400
        record.incident = f" [incident {incident_of(request)}]" if known else ""  # type: ignore[arg-type]
        return True


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the way back."""
    return render(request, "404.html", {"incident": incident_of(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with whom to ask."""
    return render(request, "403.html", {"incident": incident_of(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that no page of ours sends."""
    return _plain("400.html", request, 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not sent from a page of ours, or from one that lay open too long."""
    return _plain("403_csrf.html", request, 403)


def failure(request: HttpRequest) -> HttpResponse:
    """500. Asks nothing of the database, which may be what failed."""
    return _plain("500.html", request, 500)


def _plain(template: str, request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    # Without the request: its context processors ask the database and the host, which may be what is wrong.
    page = render_to_string(template, {"incident": incident_of(request), **context})
    return HttpResponse(page, status=status)
