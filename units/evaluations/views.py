"""The screens of evaluations: the list of a quarter, one evaluation, writing it, its verbs (LD-5.2, LD-7.3b)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import calendar
from units.duties import spans
from units.duties.spans import Every
from units.evaluations import addressing, asked, deciding, overview, rules, telling, writing
from units.evaluations.forms import OVERDUE, BoardForm, EvaluationForm, ReasonForm
from units.evaluations.models import Evaluation
from units.evaluations.rules import EvaluationRules
from units.evidence import digesting
from units.guarding import MEND
from units.models.register import Unit
from units.people import StaffRequest

PER_PAGE = 50
#: Something typed has to be mended; a colleague was faster.
OVERTAKEN = 409
REFUSED = "evaluations/refused.html"


@never_cache
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """How far the units have come with a quarter: one's own units, or all; ``only=overdue`` those that are late."""
    reach = rules.reach_of(request.user)
    if reach.is_empty and not rules.may_see_all(request.user):
        sentence = _("Only the people of a unit, for their own unit, and those who follow all units see evaluations.")
        return render(request, REFUSED, {"refusal": sentence}, status=403)
    now = timezone.now()
    running = spans.period_of(Every.QUARTER, calendar.today())
    form = BoardForm(request.GET, spans.period_of(Every.QUARTER, running.first - spans.DAY))
    context: dict[str, Any] = {
        "form": form,
        "is_office": rules.is_office(request.user),
        "sees_all": rules.may_see_all(request.user),
    }
    if form.is_valid():
        period = form.period()
        quarter = asked.quarter(period.first)
        found = overview.rows(quarter, now, None if context["sees_all"] else reach.units) if quarter else []
        if form.cleaned_data["only"] == OVERDUE:
            found = [row for row in found if row.is_overdue]
        context |= {
            "label": spans.label(Every.QUARTER, period),
            "quarter": quarter,
            "is_over": now >= period.ends_at,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
            "handed_in": sum(row.is_handed_in for row in found),
            "overdue": sum(row.is_overdue for row in found),
            "report_at": (period.first.year, spans.number_of(Every.QUARTER, period.first)),
        }
    return render(request, "evaluations/index.html", context)


@never_cache
@require_safe
def evaluation(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """One unit's evaluation: figures, texts, the way it went, and the verbs that are open to the person."""
    unit, first = addressing.unit_at(code), addressing.quarter_at(year, number)
    return _page(request, unit, first)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """Write it; what was typed stays on the screen whatever is refused."""
    unit, first = addressing.unit_at(code), addressing.quarter_at(year, number)
    found = writing.find(unit, first)
    policy = EvaluationRules(unit, found, request.user)
    refusal = policy.why_not_see() or asked.refusal(unit, first, timezone.now())
    if refusal is None and (request.method != "POST" or not policy.is_of_unit):
        refusal = policy.why_not_write()
    if refusal is not None:
        return render(request, REFUSED, {"refusal": refusal}, status=403)
    form = EvaluationForm(request.POST or None, initial=EvaluationForm.values_of(found))
    context: dict[str, Any] = {"unit": unit, "form": form, **_quarter_facts(unit, first)}
    status = 200
    if request.method == "POST":
        status = MEND
        if form.is_valid():
            try:
                writing.write(unit, first, form.texts(), form.cleaned_data["version"] or 0, request.user)
            except PermissionDenied as refused:
                context, status = {**context, "refusal": str(refused)}, 403
            except writing.Overtaken as overtaken:
                form = EvaluationForm({**request.POST.dict(), "version": str(overtaken.evaluation.version)})
                theirs = [(form[name].label, text) for name, text in overtaken.evaluation.texts.items()]
                context = {**context, "form": form, "refusal": str(overtaken), "theirs": theirs}
                status = OVERTAKEN
            else:
                messages.success(request, _("Saved. The office reads it once it is sent."))
                return redirect("evaluations:evaluation", code, year, number)
    context["lines"] = writing.present_lines(unit, first)
    return render(request, "evaluations/write.html", context, status=status)


@never_cache
@require_POST
def send(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """Hand it in to the office."""
    unit, first = addressing.unit_at(code), addressing.quarter_at(year, number)
    return _done(
        request, unit, first, lambda: writing.send(unit, first, request.user), _("Sent. The office has been told.")
    )


@never_cache
@require_POST
def accept(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """Accept it for the Standing Committee."""
    return _decide(request, (code, year, number), deciding.accept, _("Accepted. The Standing Committee has been told."))


@never_cache
@require_POST
def approve(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """Approve it."""
    return _decide(request, (code, year, number), deciding.approve, _("Approved. The unit has been told."))


@never_cache
@require_POST
def give_back(request: StaffRequest, code: str, year: int, number: int) -> HttpResponse:
    """Return it to the unit with a reason."""
    reason = request.POST.get("reason", "")

    def returned(pk: int, by: Any) -> Evaluation:
        return deciding.give_back(pk, reason, by)

    return _decide(request, (code, year, number), returned, _("Returned. The unit has been told why."))


def _decide(
    request: StaffRequest, at: tuple[str, int, int], act: Callable[[int, Any], Evaluation], told: str
) -> HttpResponse:
    code, year, number = at
    unit, first = addressing.unit_at(code), addressing.quarter_at(year, number)
    found = writing.find(unit, first)
    if found is None:
        return _page(request, unit, first, 403, refusal=_("The unit has not written anything yet."))
    return _done(request, unit, first, lambda: act(found.pk, request.user), told)


def _done(request: StaffRequest, unit: Unit, first: date, act: Callable[[], Any], told: str) -> HttpResponse:
    """Do it and go back to the evaluation, or show why not with all that was typed."""
    try:
        act()
    except PermissionDenied as refused:
        return _page(request, unit, first, 403, refusal=str(refused))
    except ValidationError as wrong:
        return _page(request, unit, first, MEND, refusal=" ".join(wrong.messages))
    messages.success(request, told)
    return redirect(telling.address(unit, first))


def _page(request: StaffRequest, unit: Unit, first: date, status: int = 200, refusal: str = "") -> HttpResponse:
    found = writing.find(unit, first)
    policy = EvaluationRules(unit, found, request.user)
    why_not = policy.why_not_see()
    if why_not is not None:
        return render(request, REFUSED, {"refusal": why_not}, status=403)
    cannot = asked.refusal(unit, first, timezone.now())
    context: dict[str, Any] = {
        "unit": unit,
        "evaluation": found,
        "cannot": cannot,
        "refusal": refusal,
        "may_read": policy.may_read,
        "steps": found.steps.select_related("by") if found else [],
        "may_write": not cannot and policy.why_not_write() is None,
        "may_send": not cannot and policy.why_not_send() is None,
        "may_accept": policy.why_not_accept() is None,
        "may_approve": policy.why_not_approve() is None,
        "return_form": ReasonForm(request.POST or None) if policy.why_not_return() is None else None,
        **_quarter_facts(unit, first),
    }
    if policy.may_read and (found is not None or not cannot):
        present = writing.present_lines(unit, first)
        frozen = found.frozen() if found is not None and not found.is_open else None
        context["lines"] = present if frozen is None else frozen
        context["differences"] = [] if frozen is None else digesting.differences(frozen, present)
        context["is_intact"] = found is None or writing.is_intact(found)
    return render(request, "evaluations/evaluation.html", context, status=status)


def _quarter_facts(unit: Unit, first: date) -> dict[str, Any]:
    quarter = asked.quarter(first)
    return {
        "label": spans.label(Every.QUARTER, spans.period_of(Every.QUARTER, first)),
        "quarter": quarter,
        "is_overdue": quarter is not None and quarter.is_overdue(timezone.now()),
        "at": (unit.code, first.year, spans.number_of(Every.QUARTER, first)),
        "back": telling.board_address(first),
    }
