"""The screens of practice: what there is, writing, deciding, and emptying it all; the rules decide, the views ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.models import PracticeItem, SectionPage
from home.practising import acts, rules
from home.practising.forms import PracticeApprovalForm, PracticeForm
from units.approval import checklist
from units.approval.forms import ReturnForm
from units.guarding import MEND, demand
from units.people import StaffRequest

PER_PAGE = 20


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """What the person wrote and what they may decide on, twenty a page each."""
    demand(rules.refusal_to_enter(request.user))
    items = PracticeItem.objects.select_related("author", "decided_by")
    context = {
        "own": _page(request, items.by(request.user), "own"),
        "waiting": _page(request, items.to_decide_by(request.user), "waiting"),
        "may_empty": rules.refusal_to_empty(request.user) is None,
    }
    return render(request, "practising/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """A new practice item."""
    demand(rules.refusal_to_enter(request.user))
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: StaffRequest, practice_id: int) -> HttpResponse:
    """A draft or returned item of one's own. Raises ``PermissionDenied`` for another's or one that was sent."""
    demand(rules.refusal_to_enter(request.user))
    item = get_object_or_404(PracticeItem, pk=practice_id)
    demand(rules.refusal_to_write(item, request.user))
    return _form(request, item)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, practice_id: int) -> HttpResponse:
    """Read an item, and approve or return it with what life asks for."""
    demand(rules.refusal_to_enter(request.user))
    item = get_object_or_404(PracticeItem.objects.select_related("author", "decided_by"), pk=practice_id)
    if request.method != "POST":
        return _shown(request, item)
    approves = "approve" in request.POST
    form: Any = PracticeApprovalForm(request.POST) if approves else ReturnForm(request.POST)
    if not form.is_valid():
        return _shown(request, item, MEND, **{"approval" if approves else "return": form})
    data = form.cleaned_data
    try:
        acts.decide(item.pk, request.user, approves, data["comment"], data.get("reasons") or ())
    except PermissionDenied as refusal:
        return _shown(request, item, 403, refused=str(refusal))
    told = _("Approved. In life the item would now go on.") if approves else _("Returned. Its author reads why.")
    messages.success(request, told)
    return redirect("practising:item", item.pk)


@require_POST
def example(request: StaffRequest) -> HttpResponse:
    """Take an example to decide on."""
    demand(rules.refusal_to_enter(request.user))
    return redirect("practising:item", acts.take_example(request.user).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def empty(request: StaffRequest) -> HttpResponse:
    """Clear everything, once the office has read how much it is. Raises ``PermissionDenied`` for others."""
    demand(rules.refusal_to_empty(request.user))
    if request.method != "POST":
        return render(request, "practising/empty.html", {"number": PracticeItem.objects.count()})
    messages.success(request, _("The practice area is empty: %(number)s items.") % {"number": acts.empty(request.user)})
    return redirect("practising:index")


def _form(request: StaffRequest, item: PracticeItem | None) -> HttpResponse:
    form = PracticeForm(request.POST or None, item=item)
    if request.method != "POST":
        return render(request, "practising/form.html", {"form": form})
    if not form.is_valid():
        return render(request, "practising/form.html", {"form": form}, status=MEND)
    item = acts.write(item, request.user, form.said, form.is_sending)
    messages.success(request, _("Sent, for practice.") if form.is_sending else _("Saved as a practice draft."))
    return redirect("practising:item", item.pk)


def _shown(request: StaffRequest, item: PracticeItem, status: int = 200, **given: Any) -> HttpResponse:
    refusal = rules.refusal_to_decide(item, request.user)
    section = SectionPage.objects.filter(pk=item.said.get("section")).first() if item.said.get("section") else None
    context = {
        "item": item,
        "section": section,
        "may_write": rules.refusal_to_write(item, request.user) is None,
        "may_decide": refusal is None,
        "refusal": refusal if item.state == PracticeItem.State.WAITING else None,
        "reasons": checklist.labels(item.reasons, checklist.Reason),
        "approval": PracticeApprovalForm(),
        "return": ReturnForm(),
        **given,
    }
    return render(request, "practising/item.html", context, status=status)


def _page(request: StaffRequest, rows: Any, key: str) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(key))
