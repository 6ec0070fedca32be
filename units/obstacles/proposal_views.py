"""The screens of proposals to amend the regulation: begin, write, put before, download (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.guarding import MEND, Guard
from units.obstacles import collecting, printing, rules
from units.obstacles.forms import BeginForm, ProposalForm
from units.obstacles.models import AmendmentProposal, Obstacle
from units.papers import downloads
from units.people import StaffRequest

PER_PAGE = 20
for_those_who_see_all = Guard(rules.refusal_of_proposals, "obstacles/refused.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_see_all
def index(request: StaffRequest) -> HttpResponse:
    """Every proposal; the office begins one from clauses."""
    refusal = rules.refusal_of_writing(request.user)
    if request.method == "POST" and refusal is not None:
        return for_those_who_see_all.refused(request, refusal)
    told = collecting.by_clause(Obstacle.objects.uncollected())
    form = BeginForm(request.POST or None, told=told)
    if request.method == "POST" and form.is_valid():
        try:
            made = collecting.begin(form.chosen(), request.user)
        except ValidationError as wrong:
            form.add_error("clauses", wrong)
        else:
            messages.success(request, _("Begun; write what is proposed for each clause."))
            return redirect("obstacles:proposal_write", made.pk)
    rows = AmendmentProposal.objects.select_related("begun_by", "submitted_by")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "form": form if refusal is None and told else None,
    }
    return render(request, "obstacles/proposals.html", context, status=MEND if form.errors else 200)


@never_cache
@require_safe
@for_those_who_see_all
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """One of them, clause by clause."""
    return _page(request, get_object_or_404(AmendmentProposal, pk=proposal_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_see_all
def write(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Its texts and what stands around them on paper; what was typed stays on the screen whatever is refused."""
    found = get_object_or_404(AmendmentProposal, pk=proposal_id)
    refusal = rules.refusal_of_writing(request.user, found)
    if refusal is not None and (request.method != "POST" or not rules.is_office(request.user)):
        return for_those_who_see_all.refused(request, refusal)
    form = ProposalForm(request.POST or None, initial=ProposalForm.values_of(found), rows=found.wordings.all())
    context, status = {"form": form, "proposal": found, "told": _told(found)}, 200
    if request.method == "POST":
        status = MEND
        if form.is_valid():
            try:
                collecting.write(found.pk, form.facts(), form.wordings(), request.user)
            except PermissionDenied as refused:
                context, status = {**context, "refusal": str(refused)}, 403
            else:
                messages.success(request, _("Saved."))
                return redirect("obstacles:proposal", found.pk)
    return render(request, "obstacles/proposal_write.html", context, status=status)


@never_cache
@require_POST
@for_those_who_see_all
def submit(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Put it before the Standing Committee."""
    found = get_object_or_404(AmendmentProposal, pk=proposal_id)
    try:
        collecting.submit(found.pk, request.user)
    except PermissionDenied as refused:
        return _page(request, found, 403, str(refused))
    except ValidationError as wrong:
        return _page(request, found, MEND, " ".join(wrong.messages))
    messages.success(request, _("Put before the Standing Committee."))
    return redirect("obstacles:proposal", found.pk)


@never_cache
@require_POST
@for_those_who_see_all
def download(request: StaffRequest, proposal_id: int, form: str) -> HttpResponseBase:
    """The proposal as DOCX or PDF. Raises ``Http404`` for any other form and before its first word."""
    found = get_object_or_404(AmendmentProposal, pk=proposal_id)
    if not found.issuer or form not in downloads.WRITERS:
        raise Http404(_("There are DOCX and PDF."))
    return downloads.response(printing.paper_of(found), form)


def _page(request: StaffRequest, found: AmendmentProposal, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {
        "proposal": found,
        "told": _told(found),
        "refusal": refusal,
        "may_write": rules.refusal_of_writing(request.user, found) is None,
        "forms": list(downloads.WRITERS) if found.issuer else [],
    }
    return render(request, "obstacles/proposal.html", context, status=status)


def _told(found: AmendmentProposal) -> list[tuple[object, list[Obstacle]]]:
    """Each wording with the obstacles at its clause."""
    obstacles = list(found.obstacles.select_related("unit").order_by("pk"))
    return [(row, [each for each in obstacles if each.clause == row.clause]) for row in found.wordings.all()]
