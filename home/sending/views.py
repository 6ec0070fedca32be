"""The screens of sending: the short form, what I have sent, and what became of one item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.models import ArticlePage
from home.sending import composing, rules, standing
from home.sending.forms import SendingForm
from units.approval import actions, timeline
from units.guarding import MEND
from units.people import StaffRequest

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: StaffRequest) -> HttpResponse:
    """A new item."""
    if not rules.may_send(request.user):
        return render(request, "sending/refused.html", status=403)
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: StaffRequest, page_id: int) -> HttpResponse:
    """A draft or returned item of mine; in the full editor where this form cannot show all of it."""
    item = get_object_or_404(ArticlePage, pk=page_id, owner=request.user)
    refusal = rules.why_not_to_mend(item, request.user)
    if refusal is not None:
        messages.warning(request, refusal)
        return redirect("sending:fate", item.pk)
    version = item.get_latest_revision_as_object()
    if item.live or rules.text_to_mend(version) is None:
        return redirect("wagtailadmin_pages:edit", item.pk)
    return _form(request, version)


def _form(request: StaffRequest, item: Any) -> HttpResponse:
    if request.method != "POST":
        return render(request, "sending/form.html", {"form": SendingForm(user=request.user, item=item), "item": item})
    form = SendingForm(request.POST, request.FILES, user=request.user, item=item)
    if form.is_valid():
        made = composing.sent_already(form)
        if made is not None:
            return redirect("sending:fate", made.pk)
        try:
            article = composing.compose(form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("“%(title)s” was sent.") if form.is_sending else _("“%(title)s” was saved as a draft.")
            messages.success(request, told % {"title": article.draft_title})
            return redirect("sending:fate", article.pk)
    return render(request, "sending/form.html", {"form": form, "item": item}, status=MEND)


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """Everything I have written, newest first, twenty a page, each with its fate."""
    articles = (
        ArticlePage.objects.filter(owner=request.user)
        .select_related("unit", "latest_revision__user")
        .defer("body", "latest_revision__content")
        .order_by("-pk")
    )
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("p"))
    standings = standing.of(page.object_list)
    rows = [(item, standings[item.pk], item.get_url(request) if item.live else "") for item in page.object_list]
    context = {"rows": rows, "page": page, "may_send": rules.may_send(request.user)}
    return render(request, "sending/mine.html", context)


@require_safe
def fate(request: StaffRequest, page_id: int) -> HttpResponse:
    """One item of mine: where it stands, what to do, and its way so far."""
    item = get_object_or_404(
        ArticlePage.objects.select_related("latest_revision__user"), pk=page_id, owner=request.user
    )
    context = {
        "item": item,
        "standing": standing.of([item])[item.pk],
        "address": item.get_url(request) if item.live else "",
        "steps": timeline.of(item),
        "may_mend": rules.why_not_to_mend(item, request.user) is None,
        "may_take_back": actions.may_take_back(item, request.user) and item.workflow_in_progress,
    }
    return render(request, "sending/fate.html", context)


@require_POST
def take_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """End a submission of mine, so that I can go on writing."""
    item = get_object_or_404(ArticlePage, pk=page_id, owner=request.user)
    try:
        actions.take_back(item, request.user)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is a draft again.") % {"title": item.draft_title})
    return redirect("sending:fate", item.pk)
