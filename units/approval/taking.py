"""The screens on which a measure is taken, each by one person with one reason; the rules decide, the views ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from units import people
from units.approval import items, notices
from units.approval.models import Emergency
from units.approval.readers import may_read
from units.approval.taking_verbs import MEASURES, Measure, standing_of, verbs_for
from units.guarding import MEND
from units.models.membership import Capability
from units.people import StaffRequest

__all__ = ["emergencies", "may_see_emergencies", "standing_of", "take", "verbs_for"]

PER_PAGE = 20
NAMED = 5
#: The button that looks for an item without taking the measure yet.
LOOK = "look"


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: StaffRequest, key: str, verb: str) -> HttpResponse:
    """Explain the measure ``verb``, ask for the reason and take it. Answers 403 with a sentence where the rules refuse.

    Raises ``Http404`` for what no unit could own.
    """
    measure = MEASURES[verb]
    item = items.find(key)
    if (sentence := measure.rule(item, request.user)) is not None:
        return _refused(request, str(measure.label), sentence)
    if request.method != "POST":
        return _shown(request, measure, item, measure.form(item=item))
    if LOOK in request.POST:
        return _shown(request, measure, item, measure.form(initial=request.POST.dict(), item=item))
    form = measure.form(request.POST, item=item)
    if not form.is_valid():
        return _shown(request, measure, item, form, status=MEND)
    try:
        measure.take(item, request.user, form.cleaned_data)
    except PermissionDenied as refusal:
        return _refused(request, str(measure.label), str(refusal))
    messages.success(request, str(measure.done) % {"title": _title(item, request)})
    return redirect("approval:my_work")


@require_safe
def emergencies(request: StaffRequest) -> HttpResponse:
    """Emergency publications that nobody has signed off yet, oldest first."""
    if not may_see_emergencies(request.user):
        sentence = _("This list is for whoever oversees the portal or follows its reports; ask the office.")
        return _refused(request, _title_of_list(), sentence)
    made = Emergency.objects.open().select_related("by", "unit").order_by("pk")
    context = {"title": _title_of_list(), "visits": Paginator(made, PER_PAGE).get_page(request.GET.get("p"))}
    return render(request, "approval/taking/emergencies.html", context)


def may_see_emergencies(user: Any) -> bool:
    """Whether ``user`` may see the list: who oversees, publishes in emergencies or reads the reports of all units."""
    shown_to = (Capability.OVERSEE, Capability.EMERGENCY, Capability.REPORTS)
    return any(people.has_capability(user, capability) for capability in shown_to)


def _shown(request: StaffRequest, measure: Measure, item: Any, form: Any, status: int = 200) -> HttpResponse:
    told = dict.fromkeys(str(person) for person in measure.told(item, request.user))
    context = {
        "measure": measure,
        "item": item,
        "item_title": _title(item, request),
        "form": form,
        "told": list(told)[:NAMED],
        "told_more": max(len(told) - NAMED, 0),
        "may_read": may_read(item, request.user),
        "look": LOOK,
    }
    return render(request, "approval/taking/measure.html", context, status=status)


def _refused(request: StaffRequest, title: str, sentence: str) -> HttpResponse:
    # Without the item's title: whoever is refused may not know what it is called before it is public.
    return render(request, "approval/taking/refused.html", {"title": title, "refusal": sentence}, status=403)


def _title(item: Any, request: StaffRequest) -> str:
    """The title as the person may know it: the draft's only if they may read it."""
    if may_read(item, request.user):
        return notices.title_of(item)
    return str(item.title) if item.first_published_at else _("an item that is not public")


def _title_of_list() -> str:
    return _("Emergency publications to be signed off")
