"""Who decides in whose place: a list open to everybody who works here, and the forms to make one and to end it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from units import calendar
from units.approval import delegating
from units.approval.delegation_forms import DelegationForm, SeatForm
from units.approval.delegation_rules import DelegationRules
from units.approval.models import Delegation
from units.guarding import MEND
from units.people import StaffRequest

PER_PAGE = 20


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Every delegation: those in force and to come, twenty a page, and below them those that are over."""
    rules, today = DelegationRules(request.user), calendar.today()
    shown = Delegation.objects.for_display()
    present = shown.filter(valid_to__gte=today).order_by("valid_from", "pk")
    past = shown.filter(valid_to__lt=today).order_by("-valid_to", "-pk")
    current = Paginator(present, PER_PAGE).get_page(request.GET.get("now"))
    context = {
        "current": current,
        "rows": [(delegation, rules.may_end(delegation)) for delegation in current],
        "past": Paginator(past, PER_PAGE).get_page(request.GET.get("past")),
        "may_make": rules.memberships().exists(),
    }
    return render(request, "approval/delegations.html", context)


def make(request: StaffRequest) -> HttpResponse:
    """Give a seat to somebody for some days: first whose, where there is a choice, then to whom."""
    rules = DelegationRules(request.user)
    seats = rules.memberships()
    chosen = request.GET.get("membership")
    # Whoever has one role that decides has nothing to choose.
    only = list(seats[:2])
    if chosen is None and len(only) != 1:
        return render(request, "approval/delegate_whose.html", {"form": SeatForm(rules), "may_make": bool(only)})
    seat = SeatForm(rules, {"membership": chosen if chosen is not None else only[0].pk})
    if not seat.is_valid():
        return render(request, "approval/delegate_whose.html", {"form": seat, "may_make": bool(only)}, status=MEND)
    membership = seat.cleaned_data["membership"]
    form = DelegationForm(membership, request.POST or None)
    status = 200
    if request.method == "POST":
        status = MEND
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = delegating.delegate(
                    membership, said["delegate"], said["valid_from"], said["valid_to"], said["reason"], request.user
                )
            except PermissionDenied as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(delegate)s has been told.") % {"delegate": made.delegate})
                return redirect("approval:delegations")
    return render(request, "approval/delegate.html", {"form": form, "membership": membership}, status=status)


@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a delegation early and say when it ends."""
    delegation = get_object_or_404(Delegation.objects.for_display(), pk=pk)
    try:
        ended = delegating.end(delegation, request.user)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
        return redirect("approval:delegations")
    if ended.valid_to >= calendar.today():
        told = _("%(delegate)s has decided today, which stays justified; the delegation ends tonight.")
    else:
        told = _("The delegation to %(delegate)s has ended.")
    messages.success(request, told % {"delegate": ended.delegate})
    return redirect("approval:delegations")
