"""The content security policy of Wagtail's admin: as tight as its own scripts allow, and no other host."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Wagtail's admin writes styles into attributes and starts some widgets from inline scripts.
ADMIN = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


class AdminPolicyMiddleware:
    """Widens the readers' policy on the admin's own paths."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark responses of the admin for django-csp, which stands outside this middleware."""
        response = self.get_response(request)
        if request.path.startswith(self.admin):
            response._csp_replace = ADMIN  # type: ignore[attr-defined]
        return response
