"""The inbox and the review page: an approver reads an item and decides, on a phone as well."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from units.approval import actions, inbox, timeline
from units.approval.forms import ApprovalForm, ReturnForm
from units.people import StaffRequest

PER_PAGE = 20


@require_safe
def my_work(request: StaffRequest) -> HttpResponse:
    """The inbox: what waits for me, what came back to me, what I have sent; twenty a list."""
    lists = {
        "waiting": inbox.waiting_for(request.user),
        "returned": inbox.returned_to(request.user),
        "sent": inbox.sent_by(request.user),
    }
    pages = {name: Paginator(items, PER_PAGE).get_page(request.GET.get(name)) for name, items in lists.items()}
    return render(request, "approval/my_work.html", pages)


def review(request: StaffRequest, page_id: int) -> HttpResponse:
    """One item: its text as it waits, its way so far, and the verdict form for whoever may decide."""
    item = _readable(request, page_id)
    state = item.current_workflow_task_state
    refusal = state.task.specific.rules(item).refusal(request.user, state) if state else None
    context = {
        "item": item,
        "state": state,
        "refusal": refusal,
        "steps": timeline.of(item),
        "approval_form": ApprovalForm(prefix="approve"),
        "return_form": ReturnForm(prefix="return"),
        "may_take_back": state is not None and actions.may_take_back(item, request.user),
        "may_edit": item.permissions_for_user(request.user).can_edit() and state is None,
    }
    if request.method == "POST":
        return _decide(request, item, context)
    return render(request, "approval/review.html", context)


def _decide(request: StaffRequest, item: Page, context: dict[str, Any]) -> HttpResponse:
    if request.POST.get("version", str(item.latest_revision_id)) != str(item.latest_revision_id):
        context["refusal"] = actions.CHANGED_MEANWHILE
        return render(request, "approval/review.html", context, status=409)
    verb = request.POST.get("verb")
    bound = {"approve": ApprovalForm, "return": ReturnForm}.get(verb or "")
    if bound is None:
        raise PermissionDenied(_("Choose whether to approve the item or to return it."))
    form = bound(request.POST, prefix=verb)
    key = "approval_form" if verb == "approve" else "return_form"
    if not form.is_valid():
        return render(request, "approval/review.html", {**context, key: form}, status=422)
    act = actions.approve if verb == "approve" else actions.send_back
    try:
        act(item, request.user, form.cleaned_data["comment"])
    except PermissionDenied as refusal:
        return render(request, "approval/review.html", {**context, key: form, "refusal": str(refusal)}, status=403)
    told = _("“%(title)s” was approved.") if verb == "approve" else _("“%(title)s” was returned to its author.")
    messages.success(request, told % {"title": item.draft_title})
    return redirect("approval:my_work")


@require_POST
def take_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """End a submission, so that its author can go on writing."""
    item = _readable(request, page_id)
    actions.take_back(item, request.user)
    messages.success(request, _("“%(title)s” is a draft again.") % {"title": item.draft_title})
    return redirect("wagtailadmin_pages:edit", item.pk)


@require_safe
@xframe_options_sameorigin
def preview(request: StaffRequest, page_id: int) -> HttpResponseBase:
    """The latest version as readers would see it, for the frame of the review page."""
    item = _readable(request, page_id)
    return item.make_preview_request(request, item.default_preview_mode)


def _readable(request: StaffRequest, page_id: int) -> Any:
    """The latest version of the item, if the person may open it. Raises ``PermissionDenied`` otherwise."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied(_("Only people of the item's unit and whoever decides on it may open it."))
    return page.get_latest_revision_as_object()
