"""The public addresses behind “Was this useful?”: uncached, without session, cookie or token, with scripts or without.

They are exempt from Django's token because it would need a cookie on cached pages and protects what a signed-in person
may do, and here nobody is asked who they are. A form on a page of another site is refused by its ``Origin``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from units.approval import items
from units.audience import visible_to
from units.usefulness import taking
from units.usefulness.forms import TRAP, CommentForm, VoteForm
from units.usefulness.models import LONGEST_COMMENT

THANKED = "da-tra-loi"


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, key: str) -> HttpResponse:
    """Count an answer and go on to the page where more can be said. Raises ``Http404`` for what is not public."""
    item = _public_item(request, key)
    further = reverse("usefulness:comment", args=[key])
    form = VoteForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect(further)
    if not _is_from_here(request):
        return _elsewhere(request, item, "")
    again = taking.knock(request)
    if again is not None:
        return _show(request, item, again=again)
    taking.vote(item, form.cleaned_data["useful"] == "yes", request)
    return redirect(f"{further}?{THANKED}")


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """Take what a reader writes to the item's unit. Raises ``Http404`` for what is not public."""
    item = _public_item(request, key)
    if request.method != "POST":
        return _show(request, item)
    typed = request.POST.get("text", "")
    if not _is_from_here(request):
        return _elsewhere(request, item, typed)
    again = taking.knock(request)
    form = CommentForm(request.POST)
    if again is None and not form.is_valid():
        return _show(request, item, text=typed, error=" ".join(form.mistakes))
    again = again or taking.comment(item, form.cleaned_data["text"], request)
    if again is not None:
        return _show(request, item, text=typed, again=again)
    return redirect("usefulness:thanks", key=key)


@never_cache
@require_safe
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the comment has reached the unit. Raises ``Http404`` for what is not public."""
    return _answer(request, "usefulness/thanks.html", {"item": _public_item(request, key)})


def _show(
    request: HttpRequest, item: Any, text: str = "", error: str = "", again: taking.Refusal | None = None
) -> HttpResponse:
    context = {
        "text": text,
        "error": again.sentence if again else error,
        "thanked": THANKED in request.GET,
        "longest": LONGEST_COMMENT,
        "trap": TRAP,
    }
    response = _answer(request, "usefulness/comment.html", {"item": item, **context})
    if again is not None:
        response.status_code, response["Retry-After"] = 429, str(again.seconds)
    elif error:
        response.status_code = 400
    return response


def _elsewhere(request: HttpRequest, item: Any, typed: str) -> HttpResponse:
    response = _show(request, item, text=typed, error=_("This came from another site. Send it from this page."))
    response.status_code = 403
    return response


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
    response = TemplateResponse(request, template, {**context, "item_url": context["item"].get_url(request)})
    response["X-Robots-Tag"] = "noindex"
    return response


def _public_item(request: HttpRequest, key: str) -> Any:
    item = items.find(key)
    stored = type(item)._default_manager.filter(pk=item.pk)
    if item.structural or not visible_to(request).readable(stored).exists():
        raise Http404(_("There is no such page."))
    return item


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours; a browser too old to say so is believed."""
    origin = request.headers.get("Origin")
    return origin is None or origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc == request.get_host()
