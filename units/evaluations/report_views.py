"""The screens of the report on a quarter and of the terms: read, write, put before, download (LD-7.3b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import calendar
from units.duties import spans
from units.duties.spans import Every
from units.evaluations import addressing, asked, report, reporting, rules, telling
from units.evaluations.forms import ReportForm, TermsForm
from units.evaluations.models import EvaluationTerms, QuarterReport
from units.guarding import MEND, Guard
from units.papers import downloads
from units.people import StaffRequest

PER_PAGE = 20
REFUSED = "evaluations/refused.html"
for_those_who_see_all = Guard(rules.refusal_of_all, REFUSED)
for_the_office = Guard(rules.refusal_of_office, REFUSED)


@never_cache
@require_safe
@for_those_who_see_all
def read(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """The report of a quarter as it stands: the office's words, whose evaluations it holds, who is missing."""
    return _page(request, addressing.quarter_at(year, number))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_office
def write(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """The office's texts and what stands around them on paper."""
    first = addressing.quarter_at(year, number)
    quarter, found = asked.quarter(first), QuarterReport.objects.filter(first=first).first()
    if quarter is None:
        sentence = _("No evaluation is asked for in this quarter, so there is nothing to report on.")
        return for_the_office.refused(request, sentence)
    form = ReportForm(request.POST or None, initial=ReportForm.values_of(found))
    context: dict[str, Any] = {"form": form, "label": quarter.label, "at": (year, number)}
    status = 200
    if request.method == "POST":
        status = MEND
        if form.is_valid():
            try:
                reporting.write(quarter, form.facts(), request.user)
            except PermissionDenied as refused:
                context, status = {**context, "refusal": str(refused)}, 403
            else:
                messages.success(request, _("Saved."))
                return redirect("evaluations:report", year, number)
    elif found is not None and not found.is_draft:
        return for_the_office.refused(
            request, _("The report was put before the Standing Committee, so it stays as it is.")
        )
    return render(request, "evaluations/report_write.html", context, status=status)


@never_cache
@require_POST
@for_the_office
def submit(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """Put it before the Standing Committee."""
    first = addressing.quarter_at(year, number)
    found = QuarterReport.objects.filter(first=first).first()
    if found is None:
        return _page(request, first, MEND, _("Write the assessment first; it is read before the figures."))
    try:
        reporting.submit(found.pk, request.user)
    except PermissionDenied as refused:
        return _page(request, first, 403, str(refused))
    except ValidationError as wrong:
        return _page(request, first, MEND, " ".join(wrong.messages))
    messages.success(request, _("Put before the Standing Committee."))
    return redirect("evaluations:report", year, number)


@never_cache
@require_POST
@for_those_who_see_all
def download(request: StaffRequest, year: int, number: int, form: str) -> HttpResponseBase:
    """The report as DOCX or PDF. Raises ``Http404`` for any other form and before its first word."""
    found = QuarterReport.objects.filter(first=addressing.quarter_at(year, number)).first()
    if found is None or form not in downloads.WRITERS:
        raise Http404(_("There are DOCX and PDF, once the office has begun the report."))
    return downloads.response(report.paper_of(found), form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_office
def terms(request: StaffRequest) -> HttpResponse:
    """Since when units evaluate themselves and how long they have; other terms from a quarter to come."""
    today = calendar.today()
    initial = {"number": spans.number_of(Every.QUARTER, today), "year": today.year}
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            reporting.lay_terms(form.since(), said["days"], said["is_asked"], said["decision"].strip(), request.user)
        except ValidationError as wrong:
            form.add_error("number", wrong)
        else:
            messages.success(request, _("The terms have been changed."))
            return redirect("evaluations:terms")
    page = Paginator(EvaluationTerms.objects.select_related("by"), PER_PAGE).get_page(request.GET.get("p"))
    context = {"form": form, "page": page}
    return render(request, "evaluations/terms.html", context, status=MEND if form.errors else 200)


def _page(request: StaffRequest, first: date, status: int = 200, refusal: str = "") -> HttpResponse:
    found = QuarterReport.objects.select_related("submitted_by").filter(first=first).first()
    shown = found or QuarterReport(first=first)
    is_office = rules.is_office(request.user)
    context = {
        "report": found,
        "label": shown.label,
        "quarter": asked.quarter(first),
        "included": report.included(shown),
        "missing": report.missing(shown),
        "may_write": is_office and shown.is_draft,
        "forms": list(downloads.WRITERS) if found else [],
        "refusal": refusal,
        "at": (first.year, spans.number_of(Every.QUARTER, first)),
        "back": telling.board_address(first),
    }
    return render(request, "evaluations/report.html", context, status=status)
