"""The content security policies and the other headers that every answer bears, whoever made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Scripts come from files alone, in the administration too (units.stock_widgets). Its editor makes style elements while
# it runs (downshift, tippy); they bear no nonce, and their hashes would change with any patch of Wagtail.
ADMIN = {
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}
# What people uploaded: whatever it turns out to be, it runs nothing and loads nothing.
FILES = {
    "script-src": ["'none'"],
    "style-src": ["'none'"],
    "img-src": ["'none'"],
    "media-src": ["'self'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
    "sandbox": [""],
}
POWERS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")


class PolicyMiddleware:
    """Adds what Django's own middleware does not, and tells django-csp, which stands outside, whose policy applies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.files = (settings.MEDIA_URL, reverse("wagtaildocs_serve", args=[1, "a"]).removesuffix("1/a"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer for django-csp by its address."""
        response = self.get_response(request)
        if request.path.startswith(self.admin) and not hasattr(response, "_csp_replace"):
            response._csp_replace = ADMIN  # type: ignore[attr-defined]
        elif request.path.startswith(self.files) and response.status_code < 400:
            # Wagtail's own for documents says less.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_replace = FILES  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{power}=()" for power in POWERS))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Otherwise the server names itself, some with their version.
        response["Server"] = "portal"
        return response
