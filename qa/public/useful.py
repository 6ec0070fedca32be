"""Was this useful? Counted without a name, on a page of its own so that answers stay cacheable."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from qa.intake import guard, limits
from qa.intake.addresses import address_key
from qa.models import AnswerPage, Usefulness
from units.audience import visible_to


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, page_id: int) -> HttpResponse:
    """Two buttons, and thanks; of one address one word on each answer counts."""
    page = get_object_or_404(visible_to(request).readable(AnswerPage.objects.select_related("unit")), pk=page_id)
    said = request.POST.get("useful")
    if said in {"yes", "no"}:
        if limits.take(f"useful:{page.pk}", address_key(request), 1, guard.CONFIRM_WITHIN) is None:
            Usefulness.objects.get_or_create(page=page)
            field = "useful" if said == "yes" else "not_useful"
            Usefulness.objects.filter(page=page).update(**{field: F(field) + 1})
        said = "said"
    response = render(request, "qa/useful.html", {"answer": page, "said": said == "said"})
    response["X-Robots-Tag"] = "noindex"
    return response
