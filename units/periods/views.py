"""The desk of the periods: what is closed, what came late, who corrected what and why (LD-6.1a)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from units.duties.spans import Every
from units.guarding import MEND, Guard
from units.papers import downloads
from units.people import StaffRequest
from units.periods import addresses, closing, correcting, freezing, printing, rules
from units.periods.forms import CorrectionForm
from units.periods.models import ClosedPeriod, FigureCorrection

PER_PAGE = 24
#: Whoever may see the desk; everybody else reads why not.
for_those_who_follow = Guard(rules.refusal, "periods/refused.html")


@require_safe
@for_those_who_follow
def index(request: StaffRequest) -> HttpResponse:
    """Every closed period, the newest first, and what the next night will close."""
    context = {
        "page": Paginator(ClosedPeriod.objects.all(), PER_PAGE).get_page(request.GET.get("p")),
        "due": list(closing.due(timezone.now()))[:PER_PAGE],
    }
    return render(request, "periods/index.html", context)


@require_safe
@for_those_who_follow
def period(request: StaffRequest, period_id: int) -> HttpResponse:
    """One closed period: whether it is intact, what came late, and its corrections with reason and author."""
    found = get_object_or_404(ClosedPeriod, pk=period_id)
    corrections = FigureCorrection.objects.of_period(found).select_related("line", "period", "by").reverse()
    kinds = dict(found.kinds)
    page = Paginator(corrections, PER_PAGE).get_page(request.GET.get("p"))
    is_month = found.span == Every.MONTH
    context = {
        "closed": found,
        "address": addresses.of_period(found),
        "is_intact": freezing.is_intact(found),
        "late": closing.late_rows(found) if is_month else 0,
        "page": page,
        "entries": [(each, kinds.get(each.kind, each.kind)) for each in page.object_list],
        "may_correct": is_month and rules.may_correct(request.user),
        "is_month": is_month,
        "forms": list(downloads.WRITERS),
    }
    return render(request, "periods/period.html", context)


@require_safe
@for_those_who_follow
def file(request: StaffRequest, period_id: int, form: str) -> HttpResponseBase:
    """A closed period as DOCX or PDF. Raises ``Http404`` for any other form."""
    found = get_object_or_404(ClosedPeriod, pk=period_id)
    if form not in downloads.WRITERS:
        raise Http404(_("There are DOCX and PDF."))
    return downloads.response(printing.paper_of(found), form)


@require_http_methods(["GET", "POST"])
@for_those_who_follow
def correct(request: StaffRequest, period_id: int) -> HttpResponse:
    """Enter a correction of a closed month."""
    found = get_object_or_404(ClosedPeriod, pk=period_id, span=Every.MONTH)
    sentence = rules.refusal_of_correction(request.user)
    if sentence is not None:
        return for_those_who_follow.refused(request, sentence)
    form = CorrectionForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = correcting.correct(found, form.stated(), request.user)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            told = _("Entered: %(unit)s, %(change)s. The figure as it was closed stays beside it.")
            messages.success(request, told % {"unit": made.line.unit_name, "change": f"{made.change:+d}"})
            return redirect("periods:period", found.pk)
    context = {"closed": found, "form": form}
    return render(request, "periods/correct.html", context, status=MEND if form.is_bound else 200)
