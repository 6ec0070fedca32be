"""The portal's addresses and one that answers with an empty page, to measure against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as portal_urls


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing: what the server itself costs."""
    return HttpResponse("")


urlpatterns = [path("bench-empty/", empty), *portal_urls]
