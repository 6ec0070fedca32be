"""Where browsers report what the content security policy made them refuse."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from operations.signals.folding import note_seldom

#: A browser's report is shorter; what is longer is none.
LONGEST = 16_000


@never_cache
@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Note the report; whatever came, the answer is the same and empty, and nothing of it is believed.

    Browsers send reports without a token, and a report changes nothing but the log, where a flood is folded.
    """
    # Read, not believed: a sender may say any length.
    body = request.read(LONGEST + 1)
    if len(body) <= LONGEST and (report := _report(body)):
        note_seldom("policy_report", request, **report)
    return HttpResponse(status=204)


def _report(body: bytes) -> dict[str, str]:
    try:
        told = json.loads(body)["csp-report"]
        directive = told.get("effective-directive") or told["violated-directive"]
        return {
            "directive": str(directive)[:200],
            "blocked": str(told["blocked-uri"])[:200],
            "path": _path(told.get("document-uri")),
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _path(address: Any) -> str:
    """The path alone: an address may carry what somebody typed."""
    try:
        return urlsplit(str(address)).path[:200]
    except ValueError:
        return ""
