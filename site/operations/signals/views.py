"""The webmaster's screen: what happened, whether files are scanned, and when events alarm (ND-13.5c)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.paginator import WagtailPaginator

from operations.rules import for_keepers
from operations.signals.forms import AlarmForm, EventsForm
from operations.signals.models import Alarm
from units.people import StaffRequest
from units.record.noting import note
from units.record.verbs import Verb
from units.uploads import scanning

PER_PAGE = 50


@require_safe
@for_keepers
def index(request: StaffRequest) -> HttpResponse:
    """Security events, newest first, fifty a page, by kind, day, account and address."""
    return _shown(request, AlarmForm())


@require_POST
@for_keepers
def alarm(request: StaffRequest) -> HttpResponse:
    """Enter or change an alarm."""
    form = AlarmForm(request.POST)
    if not form.is_valid():
        return _shown(request, form)
    with transaction.atomic():
        saved = form.save()
        note(Verb.ALARM_CHANGED, saved, request.user, after=form.cleaned_data)
    sentence = _("Noted: “%(event)s” alarms now.") if saved.number else _("Noted: “%(event)s” alarms nobody any more.")
    messages.success(request, sentence % {"event": saved})
    return redirect("security:index")


def _shown(request: HttpRequest, alarm_form: AlarmForm) -> HttpResponse:
    form = EventsForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "alarm_form": alarm_form,
        "alarms": Alarm.objects.all(),
        "scanner": scanning.state(),
    }
    if form.is_valid():
        paginator = WagtailPaginator(form.events(), PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        context |= {"page": page, "elided_page_range": paginator.get_elided_page_range(page.number)}
    return render(request, "security/index.html", context)
