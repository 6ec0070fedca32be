"""The screens of remuneration: tables and sheets, a table adopted, one sheet with its verbs and files (LD-6.2)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.contributions import exports
from units.contributions.periods import day_text
from units.contributions.selection import kind_name
from units.duties.spans import Every
from units.guarding import MEND, Guard
from units.papers import downloads
from units.people import StaffRequest
from units.periods.models import ClosedPeriod
from units.remuneration import keeping, printing, rules, sheets
from units.remuneration.forms import TableForm
from units.remuneration.models import PaySheet, PayTable
from units.remuneration.totals import totals

PER_PAGE = 24
LINES_PER_PAGE = 50
RELATED = ("period", "table", "drawn_by", "reviewed_by", "approved_by")
#: The office and whoever follows all units; everybody else reads why not.
for_those_who_may_see = Guard(rules.refusal, "remuneration/refused.html")


@require_safe
@for_those_who_may_see
def index(request: StaffRequest) -> HttpResponse:
    """The adopted tables, and the closed months with their sheets."""
    tables = PayTable.objects.all()
    months = ClosedPeriod.objects.of_span(Every.MONTH).select_related("pay_sheet__table")
    first = tables.last()
    if first is not None:
        months = months.filter(first__gte=tables.order_by("valid_from").values("valid_from")[:1])
    context = {
        "tables": Paginator(tables, PER_PAGE).get_page(request.GET.get("t")),
        "months": Paginator(months, PER_PAGE).get_page(request.GET.get("p")) if first is not None else None,
        "may_draw": rules.may_draw(request.user),
    }
    return render(request, "remuneration/index.html", context)


@require_http_methods(["GET", "POST"])
@for_those_who_may_see
def adopt(request: StaffRequest) -> HttpResponse:
    """Enter an adopted table."""
    sentence = rules.refusal_of_drawing(request.user)
    if sentence is not None:
        return for_those_who_may_see.refused(request, sentence)
    form = TableForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            table = keeping.adopt(form.table(), form.rates(), request.user)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            told = _("“%(table)s” holds from %(day)s.") % {"table": table, "day": day_text(table.valid_from)}
            messages.success(request, told)
            return redirect("remuneration:index")
    return render(request, "remuneration/adopt.html", {"form": form}, status=MEND if form.is_bound else 200)


@require_POST
@for_those_who_may_see
def draw_up(request: StaffRequest, period_id: int) -> HttpResponse:
    """Draw up the sheet of a month, or draw it up anew."""
    period = get_object_or_404(ClosedPeriod, pk=period_id, span=Every.MONTH)
    try:
        sheet = keeping.draw_up(period, request.user)
    except (PermissionDenied, ValidationError) as refused:
        sentence = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        return for_those_who_may_see.refused(request, sentence)
    messages.success(request, _("Drawn up: %(month)s.") % {"month": period.label})
    return redirect("remuneration:sheet", sheet.pk)


@require_POST
@for_those_who_may_see
def decide(request: StaffRequest, sheet_id: int, verb: str) -> HttpResponse:
    """Review or approve a sheet."""
    found = get_object_or_404(PaySheet, pk=sheet_id)
    acts = {"duyet": keeping.approve, "soat": keeping.review}
    try:
        acts[verb](found, request.user)
    except PermissionDenied as refused:
        return for_those_who_may_see.refused(request, str(refused))
    messages.success(request, _("Done: %(month)s.") % {"month": found.period.label})
    return redirect("remuneration:sheet", found.pk)


@require_safe
@for_those_who_may_see
def sheet(request: StaffRequest, sheet_id: int) -> HttpResponseBase:
    """What everybody is paid for a month, as a screen or as a file; CSV is the lines, any other the list to sign."""
    found = get_object_or_404(PaySheet.objects.select_related(*RELATED), pk=sheet_id)
    sums = totals(found)
    wanted = request.GET.get("export", "")
    if wanted in downloads.WRITERS:
        return downloads.response(printing.to_sign(found, sums), wanted)
    if wanted == exports.XLSX:
        name = f"{_('List of payments')} {found.period.label}"
        return exports.response(sheets.to_sign(found, sums), exports.XLSX, name)
    if wanted == exports.CSV:
        return exports.response(sheets.of_lines(found), exports.CSV, f"{_('Lines of pay')} {found.period.label}")
    lines = found.lines.select_related("contribution")
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("q"))
    user = request.user
    context = {
        "sheet": found,
        "notes": sheets.notes(found),
        "sums": sums,
        "payees": Paginator(sums.payees, LINES_PER_PAGE).get_page(request.GET.get("p")),
        "lines": page,
        "entries": [(line, kind_name(line.contribution.kind)) for line in page.object_list],
        "may_draw": rules.refusal_of_drawing(user, found) is None,
        "may_review": rules.refusal_of_review(user, found) is None,
        "may_approve": rules.refusal_of_approval(user, found) is None,
    }
    return render(request, "remuneration/sheet.html", context)
