"""The screens of the unit console."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.console.listing import EXPLAINED, Listing
from home.console.rules import ConsoleRules, units_overseen
from units import dependence
from units.models import Unit
from units.people import StaffRequest


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The units whose console the person may open; straight into it where there is but one."""
    units = list(units_overseen(request.user).select_related("kind").in_protocol_order())
    if not units:
        sentence = _("Only leaders, editors and administrators of a unit, and whoever oversees all units, come here.")
        return render(request, "console/refused.html", {"sentence": sentence}, status=403)
    if len(units) == 1:
        return redirect("console:unit", units[0].code)
    outdated = dependence.counts()
    for each in units:
        each.outdated = outdated.get(each.pk, 0)  # type: ignore[attr-defined]
    return render(request, "console/index.html", {"units": units})


@require_safe
def unit(request: StaffRequest, code: str) -> HttpResponse:
    """Everything of one unit, by tab and kind; ``show``, ``kind`` and ``p`` in the query."""
    chosen = get_object_or_404(Unit.objects.select_related("page"), code=code)
    rules = ConsoleRules(request.user, chosen)
    if rules.refusal is not None:
        return render(request, "console/refused.html", {"sentence": rules.refusal}, status=403)
    listing = Listing(rules, request.GET.get("show", ""), request.GET.get("kind", ""))
    page = listing.page(request.GET.get("p"))
    context = {
        "unit": chosen,
        "rules": rules,
        "listing": listing,
        "tabs": listing.tabs(),
        "page": page,
        "rows": listing.rows(list(page.object_list), request),
        "hidden": listing.hidden(),
        "explained": EXPLAINED.get(listing.show, ""),
        "has_several": units_overseen(request.user).count() > 1,
    }
    return render(request, "console/unit.html", context)
