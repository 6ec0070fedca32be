"""The screens of feedback: the inbox, one record with what may be done, a file, the version that was reported."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qa.feedback import people
from qa.feedback.desk.lists import Inbox
from qa.feedback.desk.page import page_of, readable
from qa.feedback.desk.verbs import BY_CODE, Verb
from qa.feedback.models import Feedback
from qa.intake import files
from qa.models import IntakeFile
from units.guarding import MEND
from units.people import StaffRequest


@never_cache
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The lists of what the person may read, twenty a page, the earliest due first."""
    if not people.is_officer(request.user) and not people.directs(request.user):
        raise PermissionDenied(_("Feedback is open to the officers named for it and to the leaders alone."))
    inbox = Inbox(request.user, request.GET)
    context = {"inbox": inbox, "choices": inbox.choices(), "page": inbox.page()}
    return render(request, "feedback_desk/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: StaffRequest, feedback_id: int) -> HttpResponse:
    """One record: what was sent, where it stands, and what the person may do."""
    found = readable(request, feedback_id)
    if request.method != "POST":
        return page_of(request, found)
    verb = BY_CODE.get(request.POST.get("verb", ""))
    if verb is None:
        raise PermissionDenied(_("Choose what to do with the feedback."))
    return _do(request, found, verb)


def _do(request: StaffRequest, found: Feedback, verb: Verb) -> HttpResponse:
    form = verb.form(request.POST, prefix=verb.code, feedback=found) if verb.form else None
    if form is not None and not form.is_valid():
        return page_of(request, found, MEND, bound={verb.code: form})
    try:
        verb.act(found.pk, request.user, form.cleaned_data if form is not None else {})
    except PermissionDenied as refusal:
        shown = {verb.code: form} if form is not None else {}
        return page_of(request, readable(request, found.pk), 403, bound=shown, refusal=str(refusal))
    messages.success(request, str(verb.done))
    return redirect("feedback:record", found.pk)


@never_cache
@require_safe
def file(request: StaffRequest, feedback_id: int, file_key: UUID) -> FileResponse:
    """A file that came with a record, for whoever may read it."""
    found = readable(request, feedback_id)
    return files.handed_out(get_object_or_404(IntakeFile.objects.of(found), key=file_key))


@never_cache
@require_safe
def reported(request: StaffRequest, feedback_id: int) -> HttpResponse:
    """The reported page word for word as its reader saw it. Raises ``Http404`` where that version is gone."""
    found = readable(request, feedback_id)
    shown = found.about_revision.as_object() if found.about_revision is not None else None
    if shown is None or not hasattr(shown, "make_preview_request"):
        raise Http404(_("That version is not kept any more."))
    response: HttpResponse = shown.make_preview_request(request, shown.default_preview_mode)
    return response
