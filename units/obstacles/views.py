"""The screens of obstacles: the list with its clauses, telling one, one of them with its answer (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import people
from units.guarding import MEND
from units.obstacles import collecting, keeping, rules
from units.obstacles.forms import AnswerForm, ObstacleForm, clause_asked
from units.people import StaffRequest

PER_PAGE = 30
REFUSED = "obstacles/refused.html"


@never_cache
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """What the person may read, by clause and one by one; ``clause`` shows those at one place."""
    reach, refusal = rules.reach_of(request.user), ""
    try:
        clause = clause_asked(request.GET.get("clause", ""))
    except ValidationError as wrong:
        clause, refusal = None, " ".join(wrong.messages)
    rows = reach.at(clause) if clause is not None else reach
    context = {
        "clauses": collecting.by_clause(reach),
        "clause": clause,
        "refusal": refusal,
        "page": Paginator(rows.select_related("unit", "by"), PER_PAGE).get_page(request.GET.get("p")),
        "sees_proposals": rules.refusal_of_proposals(request.user) is None,
    }
    return render(request, "obstacles/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: StaffRequest) -> HttpResponse:
    """Tell one."""
    form = ObstacleForm(request.POST or None, units=people.units_of(request.user).order_by("order", "name"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = keeping.report(form.clause(), said["text"], said["suggestion"], said["unit"], request.user)
        except PermissionDenied as refused:
            form.add_error("unit", str(refused))
        except ValidationError as wrong:
            form.add_error("text", wrong)
        else:
            messages.success(request, _("Told. The office answers you here."))
            return redirect(keeping.address(made))
    return render(request, "obstacles/report.html", {"form": form}, status=MEND if form.errors else 200)


@never_cache
@require_safe
def obstacle(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """One of them, with its answer."""
    return _page(request, obstacle_id)


@never_cache
@require_POST
def answer(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """Answer it."""
    form = AnswerForm(request.POST)
    if not rules.reach_of(request.user).filter(pk=obstacle_id).exists():
        return _page(request, obstacle_id)
    if not form.is_valid():
        return _page(request, obstacle_id, MEND, form=form)
    try:
        keeping.answer(obstacle_id, form.cleaned_data["answer"], request.user)
    except PermissionDenied as refused:
        return _page(request, obstacle_id, 403, str(refused), form)
    messages.success(request, _("Answered. Whoever told it has been told."))
    return redirect("obstacles:obstacle", obstacle_id)


def _page(
    request: StaffRequest, pk: int, status: int = 200, refusal: str = "", form: AnswerForm | None = None
) -> HttpResponse:
    related = ("unit", "by", "answered_by", "proposal")
    found = rules.reach_of(request.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        return render(request, REFUSED, {"refusal": rules.refusal_of_reading()}, status=403)
    may_answer = rules.refusal_of_answer(request.user) is None
    context = {
        "obstacle": found,
        "refusal": refusal,
        "answer_form": (form or AnswerForm(initial={"answer": found.answer})) if may_answer else None,
        "sees_proposals": rules.refusal_of_proposals(request.user) is None,
    }
    return render(request, "obstacles/obstacle.html", context, status=status)
