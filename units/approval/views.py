"""The inbox and the review page: an approver reads an item and decides, on a phone as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from units.approval import actions, assigning, editing, elsewhere, items
from units.approval.desk_forms import HandOverForm, ReassignForm
from units.approval.forms import ReturnForm, verdict_form
from units.approval.readers import may_read
from units.approval.reviewing import Review
from units.approval.worklists import PER_PAGE, WorkLists
from units.duties.owed import owed_by_units_of
from units.people import StaffRequest

GONE = 409


@require_safe
def my_work(request: StaffRequest) -> HttpResponse:
    """The inbox: what waits for me, what came back to me, what I have sent, what my unit owes; twenty a list."""
    lists = WorkLists(request.user, request.GET.dict())
    context = {
        "pages": lists.pages,
        "emergencies": lists.emergencies,
        "duties": owed_by_units_of(request.user, timezone.now()),
        "elsewhere": elsewhere.sections_for(request.user, PER_PAGE),
    }
    return render(request, "approval/my_work.html", context)


def review(request: StaffRequest, key: str) -> HttpResponse:
    """One item: its text as it waits, what changed, its way so far, and the buttons of whoever may act."""
    found = Review(request, _readable(request, key))
    if request.method != "POST":
        return _page(found)
    verb = request.POST.get("verb", "")
    if verb in {"approve", "return"}:
        return _give_verdict(found, verb)
    act = OTHER_VERBS.get(verb)
    if act is None:
        raise PermissionDenied(_("Choose whether to approve the item or to return it."))
    return act(found)


def _page(found: Review, status: int = 200, **shown: Any) -> HttpResponse:
    stage = found.visit.task.specific if found.visit is not None else None
    context = {
        "review": found,
        "item": found.item,
        "refusal": found.refusal,
        "approve_form": verdict_form("approve", stage)(prefix="approve") if stage is not None else None,
        "return_form": ReturnForm(prefix="return"),
        "hand_over_form": HandOverForm(prefix="hand_over"),
        "reassign_form": ReassignForm(prefix="reassign", people=found.others),
        **shown,
    }
    return render(found.request, "approval/review.html", context, status=status)


def _give_verdict(found: Review, verb: str) -> HttpResponse:
    posted, item = found.request.POST, found.item
    if found.visit is None or posted.get("visit", str(found.visit.pk)) != str(found.visit.pk):
        return _not_now(found, verb, str(actions.DECIDED_MEANWHILE))
    if posted.get("version", str(item.latest_revision_id)) != str(item.latest_revision_id):
        return _not_now(found, verb, str(actions.CHANGED_MEANWHILE))
    form = _form(found, verb)(posted, prefix=verb)
    if not form.is_valid():
        return _page(found, 422, **{f"{verb}_form": form}, kept=posted.get(f"{verb}-comment"))
    act = actions.approve if verb == "approve" else actions.send_back
    try:
        act(item, found.request.user, **form.cleaned_data)
    except PermissionDenied as refusal:
        return _refused(found, refusal, **{f"{verb}_form": form}, kept=posted.get(f"{verb}-comment"))
    told = _("“%(title)s” was approved.") if verb == "approve" else _("“%(title)s” was returned to its author.")
    messages.success(found.request, told % {"title": item.draft_title})
    return redirect("approval:my_work")


def _form(found: Review, verb: str) -> type[forms.Form]:
    if verb == "return" or found.visit is None:
        return ReturnForm
    return verdict_form("approve", found.visit.task.specific)


def _not_now(found: Review, verb: str, sentence: str) -> HttpResponse:
    """The item is another than the person read: what they wrote is kept, and they decide on this one anew."""
    posted, prefix = found.request.POST, f"{verb}-"
    said = {"comment": posted.get(f"{prefix}comment", ""), "reasons": posted.getlist(f"{prefix}reasons")}
    form = _form(found, verb)(prefix=verb, initial=said)
    return _page(found, GONE, **{f"{verb}_form": form}, meanwhile=sentence, kept=said["comment"])


def _refused(found: Review, refusal: PermissionDenied, **shown: Any) -> HttpResponse:
    now = Review(found.request, found.item)
    return _page(now, 403, **shown, meanwhile=str(refusal) if str(refusal) != now.refusal else None)


def _edit(found: Review) -> HttpResponse:
    try:
        editing.begin(found.item, found.request.user)
    except PermissionDenied as refusal:
        return _refused(found, refusal)
    return redirect(items.edit_url(found.item))


def _hand_over(found: Review) -> HttpResponse:
    form = HandOverForm(found.request.POST, prefix="hand_over")
    if not form.is_valid():
        return _page(found, 422, hand_over_form=form)
    try:
        editing.hand_over(found.item, found.request.user, form.cleaned_data["comment"])
    except PermissionDenied as refusal:
        return _refused(found, refusal, hand_over_form=form, kept=form.cleaned_data["comment"])
    messages.success(
        found.request, _("“%(title)s” now waits for somebody else to approve it.") % {"title": found.item.draft_title}
    )
    return redirect("approval:my_work")


def _reassign(found: Review) -> HttpResponse:
    form = ReassignForm(found.request.POST, prefix="reassign", people=found.others)
    if not form.is_valid():
        return _page(found, 422, reassign_form=form)
    try:
        assigning.reassign(found.item, found.request.user, form.cleaned_data["person"])
    except PermissionDenied as refusal:
        return _refused(found, refusal)
    messages.success(found.request, _("%(person)s has been told.") % {"person": form.cleaned_data["person"]})
    return redirect(items.review_url(found.item))


OTHER_VERBS: dict[str, Callable[[Review], HttpResponse]] = {
    "edit": _edit,
    "hand_over": _hand_over,
    "reassign": _reassign,
}


@require_POST
def take_back(request: StaffRequest, key: str) -> HttpResponse:
    """End a submission, so that its author can go on writing."""
    item = _readable(request, key)
    actions.take_back(item, request.user)
    messages.success(request, _("“%(title)s” is a draft again.") % {"title": item.draft_title})
    return redirect(items.edit_url(item))


@require_safe
@xframe_options_sameorigin
def preview(request: StaffRequest, key: str) -> HttpResponseBase:
    """The latest version as readers would see it, for the frame of the review page."""
    item = _readable(request, key)
    return item.make_preview_request(request, item.default_preview_mode)


def _readable(request: StaffRequest, key: str) -> Any:
    """The latest version of the item, if the person may open it. Raises ``PermissionDenied`` otherwise."""
    stored = items.find(key)
    if not may_read(stored, request.user):
        raise PermissionDenied(_("Only people of the item's unit and whoever decides on it may open it."))
    item = stored.get_latest_revision_as_object()
    # A version keeps the unit in which it was written; the item may stand in another one now.
    item.unit = stored.unit
    return item
