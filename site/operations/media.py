"""Images, audio and video: handed out behind the rule of networks, by the portal or by a proxy that it tells."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the media folder. Raises ``Http404`` for what is not there.

    With ``PORTAL_MEDIA_ACCEL`` nginx hands it out, after asking: it also knows how to send a part of a film.
    """
    found: HttpResponseBase = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if settings.PORTAL_MEDIA_ACCEL and found.status_code == 200:
        found.close()
        answer = HttpResponse(headers={"X-Accel-Redirect": settings.PORTAL_MEDIA_ACCEL + quote(path)})
        answer["Content-Type"] = found["Content-Type"]
        found = answer
    # A file never changes under its name; a cache in between would not ask who may have it.
    found["Cache-Control"] = "private, max-age=86400"
    return found
