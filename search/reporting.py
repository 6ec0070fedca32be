"""What readers send back from the search page: that a result was opened, and that something was not found.

Both are posted without a session or a cookie, so there is nothing that another site could make a browser do in
somebody's name; they carry no token against that, and neither page needs a cookie for one.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from .log.counting import count_click, report_missed
from .log.models import SENTENCE_LENGTH
from .vietnamese import normalise


@csrf_exempt
@never_cache
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Count the opening of a result that our own page has signed (``?t=``); leads nowhere and says nothing.

    The browser reports it beside the visit: the link itself is the address of the result, so no redirect is open.
    """
    counted = not _is_from_elsewhere(request) and count_click(request.GET.get("t", ""))
    return HttpResponse(status=204 if counted else 400)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: HttpRequest) -> HttpResponse:
    """Keep that a search (``q``) did not find what was wanted, with a sentence (``note``) if there is one.

    Template ``search/missed.html``, context: ``query``, ``note``, ``error`` (a sentence; nothing was kept then) and
    ``sent``. A GET is the thanks that follow.
    """
    if request.method != "POST":
        query = _clean(request.GET.get("q", ""))
        return _page(request, query=query, sent=True) if query else redirect("search")
    query, note = _clean(request.POST.get("q", "")), _clean(request.POST.get("note", ""))
    if _is_from_elsewhere(request):
        return _page(request, query, note, error=_("This was sent from another site. Send it from here."))
    error = report_missed(query, note)
    if error:
        return _page(request, query, note, error=error)
    return redirect(f"{reverse('search-missed')}?{urlencode({'q': query})}")


def _page(request: HttpRequest, query: str, note: str = "", error: str = "", sent: bool = False) -> TemplateResponse:
    context = {"query": query, "note": note, "error": error, "sent": sent, "longest_note": SENTENCE_LENGTH}
    return TemplateResponse(request, "search/missed.html", context, status=400 if error else 200)


def _clean(text: str) -> str:
    return " ".join(normalise(text).split())


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this; old browsers say nothing."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
