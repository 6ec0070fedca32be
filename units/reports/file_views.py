"""The files that a person has asked for: prepared, watched, fetched by nobody else (LD-6.1a)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from units.guarding import Guard
from units.people import StaffRequest
from units.reports import files, making, registry, rules
from units.reports.asked import Asked
from units.reports.filters import Filters
from units.reports.models import ReportFile

PER_PAGE = 20
open_to_readers = Guard(rules.refusal, "reports/frame/closed.html")


@require_safe
@open_to_readers
def index(request: StaffRequest) -> HttpResponseBase:
    """The person's own files with their progress; the page renews itself while one is being made."""
    page = Paginator(ReportFile.objects.of(request.user).standing(timezone.now()), PER_PAGE).get_page(
        request.GET.get("p")
    )
    answer = render(request, "reports/frame/files.html", {"page": page})
    if any(each.is_under_way for each in page):
        # Works without scripts, and stops by itself.
        answer["Refresh"] = "10"
    return answer


@require_POST
@open_to_readers
def prepare(request: StaffRequest, report_code: str) -> HttpResponseBase:
    """Have what stands behind a number made as a file. Raises ``Http404`` for no such report or a wrong question."""
    report = registry.named(report_code)
    wanted = request.POST.get("form", "")
    if report is None or wanted not in making.FORMS:
        raise Http404(_("There is no such report."))
    reach = report.reach_of(request.user)
    if reach.is_empty:
        return open_to_readers.refused(request, str(report.refusal))
    given: QueryDict = request.POST
    form = Filters(given, reach, report.filters)
    if not form.is_valid():
        raise Http404(_("There is no such report."))
    asked = Asked(request.user, reach, form.selection(), timezone.now())
    making.ask(report, asked, given.get("line", ""), given.get("column", ""), wanted)
    messages.success(request, _("The file is being made; it stands here, and you are told when it is ready."))
    return redirect("reports:files")


@require_safe
@open_to_readers
def fetch(request: StaffRequest, file_of_report: UUID) -> HttpResponseBase:
    """Hand a file to its owner; to everybody else there is none. Says why where it is not handed out."""
    wanted = get_object_or_404(ReportFile.objects.of(request.user), key=file_of_report)
    sentence = making.why_not_fetch(wanted, request.user)
    if sentence is not None:
        return open_to_readers.refused(request, sentence)
    answer = FileResponse(
        wanted.file.open("rb"),
        as_attachment=True,
        filename=files.name_of(wanted.name, wanted.form),
        content_type=files.TYPES[wanted.form],
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
