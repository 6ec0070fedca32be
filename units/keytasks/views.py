"""The screens of the register of key tasks: the list that everybody reads, and the forms of its keepers (ND-7.1b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from units import calendar
from units.guarding import MEND, Guard
from units.keytasks import keeping, rules
from units.keytasks.forms import EndTaskForm, KeyTaskForm
from units.keytasks.models import KeyTask
from units.people import StaffRequest

PER_PAGE = 20
#: Those who keep the register; everybody else reads why not, and who does.
for_keepers = Guard(rules.refusal, "keytasks/refused.html")


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Every task, those that run and are to come before those that are over."""
    today = calendar.today()
    tasks = KeyTask.objects.prefetch_related("units").annotate(items=Count("told")).in_order()
    present = KeyTask.objects.filter(ended_on=None, last__gte=today).values("pk")
    context = {
        "present": Paginator(tasks.filter(pk__in=present), PER_PAGE).get_page(request.GET.get("now")),
        "past": Paginator(tasks.exclude(pk__in=present), PER_PAGE).get_page(request.GET.get("past")),
        "today": today,
        "may_keep": rules.may_keep(request.user),
    }
    return render(request, "keytasks/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def add(request: StaffRequest) -> HttpResponse:
    """Enter a task."""
    form = KeyTaskForm(request.POST or None)

    def act() -> str:
        keeping.enter(form.facts(), form.cleaned_data["units"], request.user)
        return _("Entered; items can be tied to it in their forms.")

    return _form(request, form, act, {"act": _("Add a key task")})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def edit(request: StaffRequest, task_key: int) -> HttpResponse:
    """Correct a task."""
    found = get_object_or_404(KeyTask, pk=task_key)
    if (refusal := rules.refusal_of_change(found)) is not None:
        return for_keepers.refused(request, refusal)
    form = KeyTaskForm(request.POST or None, task=found)

    def act() -> str:
        keeping.change(found.pk, form.facts(), form.cleaned_data["units"], request.user)
        return _("Saved.")

    return _form(request, form, act, {"act": _("Edit this key task"), "task": found})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def end(request: StaffRequest, task_key: int) -> HttpResponse:
    """End a task before its period is over."""
    found = get_object_or_404(KeyTask, pk=task_key)
    if (refusal := rules.refusal_of_change(found)) is not None:
        return for_keepers.refused(request, refusal)
    form = EndTaskForm(found, request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        keeping.end(found.pk, said["last"], said["reason"], request.user)
        return _("Ended; what was counted for it stays.")

    return _form(request, form, act, {"act": _("End this key task"), "task": found})


def _form(request: StaffRequest, form: forms.Form, act: Callable[[], str], about: dict[str, Any]) -> HttpResponse:
    """Show a form; once it is valid, act and lead to the list. A refusal is shown beside what was typed."""
    if form.is_bound and form.is_valid():
        try:
            told = act()
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, told)
            return redirect("keytasks:index")
    return render(request, "keytasks/form.html", {**about, "form": form}, status=MEND if form.is_bound else 200)
