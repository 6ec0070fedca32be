"""The screens of issued documents: the list, a document typed or corrected, a sheet imported (ND-9.3a)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from units import calendar
from units.contributions import exports
from units.guarding import MEND, Guard
from units.issued import keeping, reading, rules
from units.issued.forms import DocumentForm, DocumentsForm, ListForm
from units.issued.models import IssuedDocument
from units.people import StaffRequest
from units.spreadsheets import SheetError

PER_PAGE = 30
REFUSED = "issued/refused.html"
for_keepers = Guard(rules.refusal, REFUSED)


@require_safe
@Guard(rules.refusal_of_reading, REFUSED)
def index(request: StaffRequest) -> HttpResponse:
    """The documents of the units that the person sees and those that they drafted, the newest first."""
    form = ListForm(request.GET, rules.reach_of(request.user))
    rows = form.narrowed(rules.documents_of(request.user)).select_related("unit", "drafter").newest_first()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    today = calendar.today()
    context = {
        "form": form,
        "page": page,
        "rows": [(document, document.is_overdue(today)) for document in page],
        "today": today,
        "may_keep": rules.may_keep(request.user),
    }
    return render(request, "issued/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def add(request: StaffRequest) -> HttpResponse:
    """Type one document."""
    form = DocumentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            keeping.enter([form.entry()], request.user)
        except ValidationError as wrong:
            form.add_error("symbol", wrong)
        else:
            messages.success(request, _("Entered."))
            return redirect("issued:index")
    return _form(request, form, _("Add a document"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def edit(request: StaffRequest, issued_id: int) -> HttpResponse:
    """Correct one document."""
    found = get_object_or_404(IssuedDocument, pk=issued_id)
    form = DocumentForm(request.POST or None, document=found)
    if form.is_bound and form.is_valid():
        try:
            keeping.change(found.pk, form.entry(), request.user)
        except ValidationError as wrong:
            form.add_error("symbol", wrong)
        else:
            messages.success(request, _("Saved."))
            return redirect("issued:index")
    return _form(request, form, _("Edit this document"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def take_sheet(request: StaffRequest) -> HttpResponse:
    """Take a spreadsheet, all of it or none."""
    form = DocumentsForm(request.POST, request.FILES) if request.method == "POST" else DocumentsForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = keeping.enter(reading.read(sent, sent.name), request.user)
        except SheetError as error:
            form.refuse(error.sentences)
        except (PermissionDenied, ValidationError) as refused:
            form.add_error(None, str(refused))
        else:
            told = ngettext("%(count)s document entered.", "%(count)s documents entered.", len(made))
            messages.success(request, told % {"count": len(made)})
            return redirect("issued:index")
    return _form(request, form, _("Import a sheet"), is_sheet=True)


@require_safe
@for_keepers
def blank(request: StaffRequest) -> HttpResponseBase:
    """The sheet to fill in."""
    return exports.response(reading.blank(), exports.XLSX, _("Issued documents"))


def _form(request: StaffRequest, form: DocumentForm | DocumentsForm, act: str, is_sheet: bool = False) -> HttpResponse:
    context = {"form": form, "act": act, "is_sheet": is_sheet}
    return render(request, "issued/form.html", context, status=MEND if form.is_bound else 200)
