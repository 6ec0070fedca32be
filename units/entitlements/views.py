"""Requests for rights: mine and those I decide, asking, and one request with what may be done to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.entitlements import acts, explaining, sections
from units.entitlements.forms import AskForm, GrantForm, RefuseForm
from units.entitlements.models import RightRequest
from units.entitlements.rules import RightRules, who_decides
from units.entitlements.words import what_it_gives
from units.guarding import MEND
from units.people import StaffRequest
from units.training import rules as training

PER_PAGE = 20


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """What waits for the person's decision, what they asked for, and what they have decided; twenty a page each."""
    rules = RightRules(request.user)
    rows = RightRequest.objects.for_display()
    desk = rows.for_desk(rules.members)
    context = {
        "waiting": _page(request, desk.waiting().exclude(user=request.user), "waiting"),
        "own": _page(request, rows.about_or_by(request.user), "own"),
        "decided": _page(request, desk.exclude(state=RightRequest.State.WAITING), "decided"),
        "decides": rules.members.may_enter,
        "keeps_register": rules.members.has_register,
        "explains": explaining.may_open(request.user),
    }
    return render(request, "entitlements/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for a right, for oneself or for a colleague; an address can have filled in whose, which and from when."""
    filled_in = {name: request.GET[name] for name in AskForm.FILLED_IN if name in request.GET}
    form = AskForm(request.user, request.POST or None, initial=filled_in)
    if request.method != "POST":
        return render(request, "entitlements/ask.html", {"form": form})
    if not form.is_valid():
        return render(request, "entitlements/ask.html", {"form": form}, status=MEND)
    made = acts.ask(form.wish, request.user)
    names = ", ".join(str(person) for person in who_decides(made)[:5])
    messages.success(request, _("Asked. These decide: %(names)s.") % {"names": names or _("nobody at present")})
    return redirect("entitlements:request", made.pk)


@require_safe
def one(request: StaffRequest, right_id: int) -> HttpResponse:
    """One request: what it asks for in plain words, what became of it, and what the person may do."""
    return _shown(request, _readable(request, right_id))


@require_POST
def grant(request: StaffRequest, right_id: int) -> HttpResponse:
    """Give the right on a decision."""
    made = _readable(request, right_id)
    form = GrantForm(made, request.user, request.POST)
    if not form.is_valid():
        return _shown(request, made, 422, grant=form)
    try:
        membership = acts.grant(made.pk, form.grant, request.user)
    except PermissionDenied as refusal:
        return _shown(request, _readable(request, right_id), 403, refusal=str(refusal))
    messages.success(request, _("%(membership)s: noted.") % {"membership": membership})
    return redirect("entitlements:request", made.pk)


@require_POST
def refuse(request: StaffRequest, right_id: int) -> HttpResponse:
    """Refuse with a reason."""
    made = _readable(request, right_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _shown(request, made, 422, refuse=form)
    try:
        acts.refuse(made.pk, form.cleaned_data["answer"], request.user)
    except PermissionDenied as refusal:
        return _shown(request, _readable(request, right_id), 403, refusal=str(refusal))
    messages.success(request, _("The request was refused; whoever asked reads why."))
    return redirect("entitlements:request", made.pk)


@require_POST
def take_back(request: StaffRequest, right_id: int) -> HttpResponse:
    """Take a request back before it is decided."""
    made = _readable(request, right_id)
    try:
        acts.take_back(made.pk, request.user)
    except PermissionDenied as refusal:
        return _shown(request, _readable(request, right_id), 403, refusal=str(refusal))
    messages.success(request, _("The request was taken back."))
    return redirect("entitlements:request", made.pk)


def _readable(request: StaffRequest, right_id: int) -> RightRequest:
    """The request. Raises ``Http404``, and ``PermissionDenied`` for whom it is no business of."""
    made = get_object_or_404(RightRequest.objects.for_display(), pk=right_id)
    if not RightRules(request.user).may_read(made):
        raise PermissionDenied(_("Only who asked, the person concerned and who gives this role read this request."))
    return made


def _shown(request: StaffRequest, made: RightRequest, status: int = 200, **given: Any) -> HttpResponse:
    rules = RightRules(request.user)
    refusal = rules.refusal_to_decide(made)
    context = {
        "made": made,
        "gives": what_it_gives(made.role, made.unit, made.sections),
        "sections": sections.titles(made.sections),
        "may_decide": refusal is None,
        "refusal": refusal if made.is_waiting else None,
        # Told before the form is filled in, since no answer to it helps.
        "not_yet": training.refusal_of_role(made.user, made.role) if refusal is None else None,
        "may_take_back": rules.refusal_to_take_back(made) is None,
        "grant": GrantForm(made, request.user),
        "refuse": RefuseForm(),
        **given,
    }
    return render(request, "entitlements/request.html", context, status=status)


def _page(request: StaffRequest, rows: Any, key: str) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(key))
