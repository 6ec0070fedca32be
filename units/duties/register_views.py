"""The screens of the register of duties: the list, one duty with its excuses, the forms that add and end (ND-9.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from units import calendar
from units.contributions.periods import day_text
from units.duties import binding, keeping, rules
from units.duties.forms import DutyForm, EndExcuseForm, EndForm, ExcuseForm
from units.duties.keeping import Ground
from units.duties.models import Duty, DutyExcuse
from units.guarding import MEND, Guard
from units.people import StaffRequest

PER_PAGE = 20
#: Those who keep the register; everybody else reads why not, and who does.
for_keepers = Guard(rules.refusal, "duties/refused_register.html")


@require_safe
@for_keepers
def index(request: StaffRequest) -> HttpResponse:
    """Every duty: those in force and to come, then those that have ended, twenty a page."""
    duties, today = Duty.objects.for_display(), calendar.today()
    present = duties.exclude(valid_to__lt=today).order_by("-valid_from", "-pk")
    past = duties.filter(valid_to__lt=today).order_by("-valid_to", "-pk")
    context = {
        "present": Paginator(present, PER_PAGE).get_page(request.GET.get("now")),
        "past": Paginator(past, PER_PAGE).get_page(request.GET.get("past")),
        "today": today,
    }
    return render(request, "duties/register.html", context)


@require_safe
@for_keepers
def duty(request: StaffRequest, duty_id: int) -> HttpResponse:
    """One duty in full, with the units that are or were excused."""
    found = _duty(duty_id)
    excuses = found.excuses.select_related("unit", "by", "ended_by", "duty").order_by("-first", "-pk")
    context = {
        "duty": found,
        "today": calendar.today(),
        "is_dormant": binding.is_dormant(found),
        "excuses": Paginator(excuses, PER_PAGE).get_page(request.GET.get("p")),
        "is_over": found.valid_to is not None and found.valid_to < calendar.today(),
    }
    return render(request, "duties/duty.html", context)


@require_http_methods(["GET", "POST"])
@for_keepers
def add(request: StaffRequest) -> HttpResponse:
    """Enter a new duty."""
    form = DutyForm(_posted(request))

    def act() -> str:
        made = keeping.enter(form.duty(), request.user)
        return _("“%(duty)s” holds from %(day)s.") % {"duty": made, "day": day_text(made.valid_from)}

    context = {
        "title": _("Add a duty"),
        "purpose": _("A duty is never changed afterwards: end it and enter another one."),
    }
    return _form(request, form, act, context, None)


@require_http_methods(["GET", "POST"])
@for_keepers
def end(request: StaffRequest, duty_id: int) -> HttpResponse:
    """End a duty."""
    found = _duty(duty_id)
    form = EndForm(found, _posted(request))

    def act() -> str:
        ended = keeping.end(found, form.cleaned_data["last"], form.cleaned_data["decision"], request.user)
        return _("“%(duty)s” ends with %(day)s.") % {"duty": ended, "day": day_text(ended.valid_to)}

    purpose = _("What has been judged stays; after the last day nobody is reminded or judged any more.")
    return _form(request, form, act, {"title": _("End this duty"), "purpose": purpose}, found)


@require_http_methods(["GET", "POST"])
@for_keepers
def excuse(request: StaffRequest, duty_id: int) -> HttpResponse:
    """Excuse a unit for a period."""
    found = _duty(duty_id)
    asked = {name: request.GET[name] for name in ("unit", "year", "number") if name in request.GET}
    form = ExcuseForm(found, _posted(request), initial=asked)

    def act() -> str:
        said, period = form.cleaned_data, form.period()
        ground = Ground(said["decision"], said["decided_on"], said["reason"])
        made = keeping.excuse(found, said["unit"], period, ground, request.user)
        return _("%(unit)s is excused for %(period)s.") % {"unit": made.unit, "period": found.label(period)}

    purpose = _(
        "The unit owes nothing in this period, by a dated decision. Where the period has been judged already, the "
        "verdict is replaced openly: the leader and the office are told, and the record keeps both."
    )
    return _form(request, form, act, {"title": _("Excuse a unit"), "purpose": purpose}, found)


@require_http_methods(["GET", "POST"])
@for_keepers
def end_excuse(request: StaffRequest, excuse_id: int) -> HttpResponse:
    """End an excuse that should not have been given."""
    made = get_object_or_404(DutyExcuse.objects.select_related("duty", "unit"), pk=excuse_id)
    found = _duty(made.duty_id)
    form = EndExcuseForm(_posted(request))

    def act() -> str:
        keeping.end_excuse(made, form.cleaned_data["reason"], request.user)
        return _("%(unit)s is no longer excused for %(period)s.") % {
            "unit": made.unit,
            "period": found.label(made.period),
        }

    purpose = _("%(unit)s, %(period)s, %(decision)s. The excuse stays to be seen; it just no longer counts.") % {
        "unit": made.unit,
        "period": found.label(made.period),
        "decision": made.decision,
    }
    return _form(request, form, act, {"title": _("End this excuse"), "purpose": purpose}, found)


def _form(
    request: StaffRequest, form: forms.Form, act: Callable[[], str], about: dict[str, Any], found: Duty | None
) -> HttpResponse:
    """Show a form; once it is valid, act and lead to the duty. A refusal is shown beside what was typed."""
    if form.is_bound and form.is_valid():
        try:
            told = act()
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("duties:duty", found.pk) if found is not None else redirect("duties:register")
    context = {**about, "form": form, "duty": found}
    return render(request, "duties/form.html", context, status=MEND if form.is_bound else 200)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _duty(duty_id: int) -> Duty:
    return get_object_or_404(Duty.objects.for_display(), pk=duty_id)
