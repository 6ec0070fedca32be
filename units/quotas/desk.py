"""The desk of the quotas: the decisions, a quota typed, a sheet imported, the sheet to fill in (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from units import calendar
from units.contributions import exports
from units.duties import spans
from units.duties.spans import Every
from units.guarding import MEND, Guard
from units.models.register import Unit
from units.people import StaffRequest
from units.quotas import assigning, reading, rules
from units.quotas.assigning import Assignment
from units.quotas.forms import GroundFields, QuotaForm, SheetForm
from units.quotas.models import QuotaDecision
from units.spreadsheets import SheetError

PER_PAGE = 20
#: Those who assign quotas; everybody else reads why not, and who does.
for_the_office = Guard(rules.refusal, "quotas/refused_desk.html")


@require_safe
@for_the_office
def decisions(request: StaffRequest) -> HttpResponse:
    """Every decision, the newest first."""
    rows = QuotaDecision.objects.select_related("by").order_by("-decided_on", "-pk")
    rows = rows.annotate(quotas_number=Count("quotas"), units_number=Count("quotas__unit", distinct=True))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "quotas/decisions.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_the_office
def add(request: StaffRequest) -> HttpResponse:
    """Type one quota."""
    asked = {name: request.GET[name] for name in ("decision", "decided_on") if name in request.GET}
    form = QuotaForm(request.POST if request.method == "POST" else None, initial=asked)
    context = {"act": _("Add a quota"), "form": form}
    if form.is_bound and form.is_valid() and _assigned(request, form, [form.assignment()]):
        return redirect("quotas:decisions")
    return render(request, "quotas/form.html", context, status=MEND if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_the_office
def take_sheet(request: StaffRequest) -> HttpResponse:
    """Take a spreadsheet, all of it or none."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    context = {"act": _("Import a sheet"), "form": form, "is_sheet": True}
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = reading.read(sent, sent.name)
        except SheetError as error:
            form.refuse(error.sentences)
        else:
            if _assigned(request, form, found):
                return redirect("quotas:decisions")
    return render(request, "quotas/form.html", context, status=MEND if form.is_bound else 200)


@require_safe
@for_the_office
def blank(request: StaffRequest) -> HttpResponseBase:
    """The sheet to fill in: a line a unit, for the present month."""
    month = spans.period_of(Every.MONTH, calendar.today())
    units = Unit.objects.active().in_protocol_order()
    sheet = reading.blank(units, spans.short_label(Every.MONTH, month))
    return exports.response(sheet, exports.XLSX, _("Quotas"))


def _assigned(request: StaffRequest, form: GroundFields, found: Sequence[Assignment]) -> bool:
    """Assign, and say so; a refusal is shown beside what was typed."""
    try:
        decision = assigning.assign(form.ground(), found, request.user)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    except ValidationError as wrong:
        form.add_error(None, wrong)
    else:
        told = ngettext("%(decision)s: %(count)s quota entered.", "%(decision)s: %(count)s quotas entered.", len(found))
        messages.success(request, told % {"decision": decision.number, "count": len(found)})
        return True
    return False
