"""The public list of commendations, year by year: only what a second person has confirmed (LD-7.2)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from units.commendations.models import Commendation

PER_PAGE = 50


@require_safe
def index(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The commendations of a year, the latest with any unless told. Raises ``Http404`` for a year without one."""
    years = years_with_any()
    if year is not None and year not in years:
        raise Http404(_("Nobody was commended for this year."))
    shown = year or (years[0] if years else None)
    found = Commendation.objects.public().of_year(shown or 0).in_protocol_order()
    context = {
        "year": shown,
        "years": years,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": [
            {"url": "/", "title": _("Home")},
            {"url": reverse("commended:index"), "title": _("Commendations")},
        ],
    }
    return TemplateResponse(request, "commendations/public.html", context)


def years_with_any() -> list[int]:
    """The years for which somebody was commended, newest first."""
    return list(Commendation.objects.public().order_by("-year").values_list("year", flat=True).distinct())
