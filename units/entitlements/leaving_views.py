"""Somebody leaves: who it is, all that will be done, and doing it (ND-13.6a)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from units.entitlements import leaving
from units.entitlements.forms import DecisionForm
from units.entitlements.leaving_plan import Plan
from units.entitlements.models import Departure
from units.entitlements.open_work import Leaving
from units.entitlements.person_field import PersonField
from units.guarding import MEND
from units.members.rules import MemberRules
from units.people import StaffRequest

PER_PAGE = 20


class WhoForm(forms.Form):
    """Who leaves, and who goes on with their work."""

    username = PersonField(
        label=gettext_lazy("User name of the person who leaves"),
        help_text=gettext_lazy("The exact name the person signs in with."),
    )
    heir = PersonField(
        label=gettext_lazy("User name of whoever goes on with the open work"),
        required=False,
        help_text=gettext_lazy("Leave empty to give everything back to the units."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an heir who could go on with nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and cleaned["heir"] is not None:
            sentence = leaving.refusal_of_heir(cleaned["username"], cleaned["heir"])
            if sentence is not None:
                self.add_error("heir", sentence)
        return cleaned


@require_http_methods(["GET", "HEAD"])
def departures(request: StaffRequest) -> HttpResponse:
    """Ask who leaves, and list who has; leads to what will be done. Raises ``PermissionDenied`` for outsiders."""
    _demand_register(request)
    form = WhoForm(request.GET if "username" in request.GET else None)
    if form.is_bound and form.is_valid():
        heir = form.cleaned_data["heir"]
        address = redirect("entitlements:leaver", form.cleaned_data["username"].pk)
        if heir is not None:
            address["Location"] += f"?heir={heir.pk}"
        return address
    past = Departure.objects.select_related("user", "by", "heir")
    context = {"form": form, "past": Paginator(past, PER_PAGE).get_page(request.GET.get("p"))}
    return render(request, "entitlements/departures.html", context, status=MEND if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def leaver(request: StaffRequest, user_id: int) -> HttpResponse:
    """Show all that will be done, and do it on a decision. Raises ``Http404``, ``PermissionDenied`` for outsiders."""
    _demand_register(request)
    person = get_object_or_404(get_user_model(), pk=user_id)
    heir_id = request.POST.get("heir") or request.GET.get("heir") or ""
    heir = get_user_model().objects.filter(pk=heir_id).first() if heir_id.isdecimal() else None
    gone = Leaving(person, heir, request.user)
    form = DecisionForm(request.POST or None)
    refusal = leaving.refusal(person, request.user)
    if request.method != "POST" or refusal is not None:
        return _shown(request, gone, form, refusal, 200 if request.method != "POST" else 403)
    if not form.is_valid():
        return _shown(request, gone, form, None, 422)
    data = form.cleaned_data
    try:
        made = leaving.carry_out(gone, data["decision"], data["decided_on"], request.POST.get("shown", ""))
    except PermissionDenied as sentence:
        return _shown(request, gone, form, None, 422, refused=str(sentence))
    messages.success(request, _("%(person)s: everything has ended.") % {"person": made.user})
    return redirect("entitlements:departures")


def _demand_register(request: StaffRequest) -> None:
    if not MemberRules(request.user).has_register:
        raise PermissionDenied(
            _("Only those who keep the register end everything that a person holds; ask the office.")
        )


def _shown(
    request: StaffRequest, gone: Leaving, form: DecisionForm, refusal: str | None, status: int, **more: Any
) -> HttpResponse:
    context = {
        "person": gone.person,
        "subtitle": gone.person,
        "heir": gone.heir,
        "plan": Plan(gone),
        "form": form,
        "refusal": refusal,
        **more,
    }
    return render(request, "entitlements/leaver.html", context, status=status)
