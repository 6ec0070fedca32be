"""The desk of the commendations: the list of a year with whom figures suggest, recording, confirming (LD-7.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.commendations import keeping, rules, suggesting
from units.commendations.forms import CommendationForm, ReasonForm
from units.commendations.models import Commendation
from units.guarding import MEND, Guard
from units.people import StaffRequest
from units.scorecards.forms import YearForm

PER_PAGE = 50
REFUSED = "commendations/refused.html"
for_the_office = Guard(rules.refusal_of_recording, REFUSED)


@never_cache
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The commendations of a year; to those who follow all units also whom its figures suggest."""
    form, sees_all = YearForm(request.GET), rules.may_see_all(request.user)
    context: dict[str, Any] = {"form": form, "may_record": rules.refusal_of_recording(request.user) is None}
    if form.is_valid():
        year = form.cleaned_data["year"]
        found = rules.reach_of(request.user).of_year(year).in_protocol_order()
        context |= {
            "year": year,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
            "sees_all": sees_all,
            "units": suggesting.units_for(year) if sees_all else [],
            "people": suggesting.people_for(year) if sees_all else [],
        }
    return render(request, "commendations/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_office
def record(request: StaffRequest) -> HttpResponse:
    """Record one from a decision; a suggestion fills in unit, person and year."""
    asked = {name: request.GET[name] for name in ("unit", "person", "year") if name in request.GET}
    form = CommendationForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            made = keeping.record(form.commendation(), request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("Recorded. It becomes public when the Standing Committee has confirmed it."))
            return redirect(keeping.address(made))
    return render(request, "commendations/record.html", {"form": form}, status=MEND if form.errors else 200)


@never_cache
@require_safe
def commendation(request: StaffRequest, commendation_id: int) -> HttpResponse:
    """One of them, with the verbs that are open to the person."""
    return _page(request, commendation_id)


@never_cache
@require_POST
def confirm(request: StaffRequest, commendation_id: int) -> HttpResponse:
    """Confirm it and so make it public."""
    act = keeping.confirm
    return _done(request, commendation_id, lambda pk: act(pk, request.user), _("Confirmed; it is public now."))


@never_cache
@require_POST
def revoke(request: StaffRequest, commendation_id: int) -> HttpResponse:
    """Take it back with a reason."""
    reason = request.POST.get("reason", "")
    told = _("Taken back; it is public no longer.")
    return _done(request, commendation_id, lambda pk: keeping.revoke(pk, reason, request.user), told)


def _done(request: StaffRequest, pk: int, act: Callable[[int], Commendation], told: str) -> HttpResponse:
    if not rules.reach_of(request.user).filter(pk=pk).exists():
        return _page(request, pk)
    try:
        act(pk)
    except PermissionDenied as refused:
        return _page(request, pk, 403, str(refused))
    messages.success(request, told)
    return redirect("commendations:commendation", pk)


def _page(request: StaffRequest, pk: int, status: int = 200, refusal: str = "") -> HttpResponse:
    people = ("unit", "recorded_by", "confirmed_by", "revoked_by")
    found = rules.reach_of(request.user).select_related(*people).filter(pk=pk).first()
    if found is None:
        sentence = _("There is no such commendation that you could see; until it is confirmed only the office does.")
        return render(request, REFUSED, {"refusal": sentence}, status=403)
    may_revoke = rules.refusal_of_revoking(request.user, found) is None
    context = {
        "found": found,
        "sees_all": rules.may_see_all(request.user),
        "refusal": refusal,
        "may_confirm": rules.refusal_of_confirming(request.user, found) is None,
        "revoke_form": ReasonForm(request.POST or None) if may_revoke else None,
    }
    return render(request, "commendations/commendation.html", context, status=status)
