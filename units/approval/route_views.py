"""The screens of the approval routes: a list, one route drawn and tried on an example, another version, an end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from units.approval import route_changing, route_listing, route_trial, route_words, routes
from units.approval.models import Route
from units.approval.route_forms import EndForm, GiveUpForm, TrialForm, Version
from units.guarding import MEND, Guard
from units.models.register import Unit
from units.people import StaffRequest

PER_PAGE = 20
#: Those who keep routes; everybody else reads why not, and who does.
for_keepers = Guard(route_changing.refusal, "approval/routes/refused.html")


@require_safe
@for_keepers
def index(request: StaffRequest) -> HttpResponse:
    """Which routes hold, which are planned, which have been; the past ones twenty a page."""
    rows = route_listing.rows()
    context = {
        "in_force": [row for row in rows if row.standing == route_listing.IN_FORCE],
        "planned": [row for row in rows if row.standing == route_listing.PLANNED],
        "past": Paginator([row for row in rows if row.standing == route_listing.PAST], PER_PAGE).get_page(
            request.GET.get("p")
        ),
        "units": route_listing.units_without_their_own(),
    }
    return render(request, "approval/routes/index.html", context)


@require_safe
@for_keepers
def route(request: StaffRequest, route_id: int) -> HttpResponse:
    """One version: drawn, in words, and tried on the example that the address describes."""
    found = _route(route_id)
    form = TrialForm(found, request.GET if "kind" in request.GET else None)
    context = {
        "route": found,
        "row": route_listing.row_of(found),
        "drawn": route_words.draw(found.stages, route_words.Names.load()),
        "time_given": route_words.time_given(found.days, found.days_are_working, found.warns_days),
        "form": form,
        "may_change": route_listing.standing_of(found) != route_listing.PAST,
        "may_end": route_changing.refusal_to_end(found) is None,
        "is_planned": route_changing.is_planned(found),
    }
    if form.is_bound and form.is_valid():
        unit = form.cleaned_data["unit"]
        context |= {"unit": unit, "trial": route_trial.try_out(found, form.traits(), unit)}
    return render(request, "approval/routes/route.html", context)


@require_http_methods(["GET", "POST"])
@for_keepers
def edit(request: StaffRequest, route_id: int) -> HttpResponse:
    """Another version of a route, from a day on: typed, previewed, then saved."""
    basis = _route(route_id)
    if route_listing.standing_of(basis) == route_listing.PAST:
        return for_keepers.refused(request, _("This version has ended; lay another version of the one that holds now."))
    return _version(request, basis, basis.unit)


@require_http_methods(["GET", "POST"])
@for_keepers
def add(request: StaffRequest) -> HttpResponse:
    """A route for one unit alone, begun from the general one; one that exists is changed instead."""
    unit = get_object_or_404(Unit.objects.active(), code=request.GET.get("unit", ""))
    own = Route.objects.in_force().filter(unit=unit).first()
    if own is not None:
        return redirect("routes:edit", own.pk)
    basis = routes.in_force_for(unit)
    if basis is None:
        return for_keepers.refused(request, _("No general route holds; load a preset first."))
    return _version(request, basis, unit)


@require_http_methods(["GET", "POST"])
@for_keepers
def end(request: StaffRequest, route_id: int) -> HttpResponse:
    """End a unit's own route, or give up a version that is only planned, after a question."""
    found = _route(route_id)
    sentence = route_changing.refusal_to_end(found)
    if sentence is not None:
        return for_keepers.refused(request, sentence)
    planned = route_changing.is_planned(found)
    kind = GiveUpForm if planned else EndForm
    form = kind(request.POST) if request.method == "POST" else kind()
    if form.is_bound and form.is_valid():
        if planned:
            route_changing.give_up(found, form.cleaned_data["reason"], request.user)
            messages.success(request, _("“%(route)s” was given up.") % {"route": found})
        else:
            last_day = form.cleaned_data["last_day"]
            route_changing.end(found, last_day, form.cleaned_data["reason"], request.user)
            messages.success(
                request, _("“%(route)s” ends with %(day)s.") % {"route": found, "day": f"{last_day:%d/%m/%Y}"}
            )
        return redirect("routes:index")
    context = {"route": found, "form": form, "is_planned": planned}
    return render(request, "approval/routes/end.html", context, status=MEND if form.is_bound else 200)


def _version(request: StaffRequest, basis: Route, unit: Unit | None) -> HttpResponse:
    version = Version(basis, unit, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"basis": basis, "unit": unit, "version": version, "follows": route_listing.latest(unit)}
    if request.method != "POST":
        return render(request, "approval/routes/edit.html", context)
    if not version.is_valid():
        return render(request, "approval/routes/edit.html", context, status=MEND)
    if "save" in request.POST:
        context["warning"] = _outdated(request, version, unit)
        if not context["warning"]:
            try:
                laid = route_changing.lay(version.name, version.as_stages(), unit, version.as_terms(), request.user)
            except (ValidationError, PermissionDenied) as reason:
                version.terms.add_error("valid_from", getattr(reason, "messages", str(reason)))
                return render(request, "approval/routes/edit.html", context, status=MEND)
            messages.success(
                request,
                _("“%(route)s” holds from %(day)s.") % {"route": laid, "day": f"{laid.valid_from:%d/%m/%Y}"},
            )
            return redirect("routes:route", laid.pk)
    before = route_changing.replaced_by(unit, version.as_terms().valid_from or basis.valid_from) or basis
    drawn = route_words.draw(version.as_tasks(), version.names)
    context |= {
        "before": before,
        "drawn": drawn,
        "time_given": _time(version.as_terms()),
        "changes": route_words.changes(route_words.draw(before.stages, version.names), drawn),
        "time_before": _time(before) if _time(before) != _time(version.as_terms()) else "",
        "seal": version.seal(),
    }
    return render(request, "approval/routes/edit.html", context)


def _outdated(request: StaffRequest, version: Version, unit: Unit | None) -> str:
    """Why what was typed has to be looked at again before it is saved; empty where it may be."""
    if request.POST.get("follows") != route_listing.latest(unit):
        return _("Somebody else has changed this route in the meantime; see below what your version would change now.")
    if request.POST.get("seal") != version.seal():
        return _("You have changed something since the preview; look at it once more, then save.")
    return ""


def _time(terms: Any) -> str:
    return route_words.time_given(terms.days, terms.days_are_working, terms.warns_days)


def _route(route_id: int) -> Route:
    return get_object_or_404(Route.objects.select_related("unit"), pk=route_id)
