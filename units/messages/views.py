"""The bell's pages: my messages, opening one, marking all as read, choosing what is mailed."""

from __future__ import annotations

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.guarding import MEND
from units.messages.forms import ChoiceForm, ReadForm
from units.messages.models import Message, Preference
from units.people import StaffRequest

PER_PAGE = 20


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """My messages, newest first, twenty a page."""
    mine = Message.objects.of(request.user)
    unread, latest = mine.unread_figures()
    told = Paginator(mine.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/index.html", {"told": told, "unread": unread, "latest": latest})


@require_safe
def open_message(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark one of my messages as read and lead to what it is about. Raises ``Http404`` for another person's."""
    mine = Message.objects.of(request.user)
    message = get_object_or_404(mine, pk=pk)
    mine.filter(pk=pk).mark_read()
    return redirect(message.url or "messages:index")


@require_POST
def mark_all_read(request: StaffRequest) -> HttpResponse:
    """Mark my messages as read, up to the latest one that the list has shown."""
    form = ReadForm(request.POST)
    if form.is_valid():
        Message.objects.of(request.user).filter(pk__lte=form.cleaned_data["latest"]).mark_read()
        notices.success(request, _("The messages are marked as read."))
    return redirect("messages:index")


@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: StaffRequest) -> HttpResponse:
    """Choose what is mailed and when."""
    posted = request.POST if request.method == "POST" else None
    form = ChoiceForm(posted, instance=Preference.of(request.user))
    if form.is_valid():
        # Only what was chosen is written: a sender may note this day's digest at the same moment.
        Preference.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        notices.success(request, _("Your choice is saved."))
        return redirect("messages:index")
    status = MEND if form.errors else 200
    return render(request, "messages/choice.html", {"form": form}, status=status)
