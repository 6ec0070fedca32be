"""The screens of scorecards: a year, one card with its evidence, the criteria (LD-7.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import calendar
from units.contributions import exports
from units.contributions.periods import FIRST_YEAR, LAST_YEAR
from units.evaluations.addressing import unit_at
from units.guarding import MEND
from units.models.register import Unit
from units.people import StaffRequest
from units.scorecards import keeping, rules, sheets, years
from units.scorecards.forms import CommentForm, CriteriaForm, YearForm
from units.scorecards.models import Criteria, Scorecard
from units.scorecards.scoring import Scored, in_points, per_cent

PER_PAGE = 50
REFUSED = "scorecards/refused.html"


@never_cache
@require_safe
def index(request: StaffRequest) -> HttpResponseBase:
    """The scorecards of a year: those of one's own units, or all; as a sheet with ``export``."""
    sees_all, reach = rules.may_see_all(request.user), rules.reach_of(request.user)
    if reach.is_empty and not sees_all:
        sentence = _("Only the people of a unit, for their own unit, and those who follow all units see scorecards.")
        return render(request, REFUSED, {"refusal": sentence}, status=403)
    form, wanted = YearForm(request.GET), request.GET.get("export", "")
    if form.is_valid() and wanted not in {"", exports.XLSX, exports.CSV}:
        form.add_error(None, _("The report can be downloaded as XLSX or CSV; choose one of the two buttons."))
    context: dict[str, Any] = {"form": form, "is_office": rules.is_office(request.user)}
    if form.is_valid():
        year = form.cleaned_data["year"]
        cards = Scorecard.objects.of_year(year).in_protocol_order()
        if not sees_all:
            cards = cards.filter(unit__in=[unit.pk for unit in reach.units])
        if wanted:
            return exports.response(sheets.of_year(list(cards), year), wanted, f"{_('Annual scorecards')} {year}")
        page = Paginator(cards, PER_PAGE).get_page(request.GET.get("p"))
        units = years.units_of(year) if years.is_running(year) else []
        if not sees_all:
            units = [unit for unit in units if unit in reach.units]
        waiting = Scorecard.objects.of_year(year).filter(state=Scorecard.State.DRAWN)
        context |= {
            "year": year,
            "page": page,
            "rows": [(card, _points(card.earned, card.possible)) for card in page.object_list],
            "why_not": years.refusal(year),
            "may_approve": rules.decides(request.user) and waiting.exists(),
            "running": Paginator(units, PER_PAGE).get_page(request.GET.get("q")),
        }
    return render(request, "scorecards/index.html", context)


@never_cache
@require_safe
def card(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """One unit's scorecard; while the year runs, how it stands today, which is kept nowhere."""
    return _page(request, unit_at(code), _year(year))


@never_cache
@require_POST
def draw_up(request: StaffRequest, year: int) -> HttpResponse:
    """Draw up the scorecards of a year, or draw them up anew."""
    try:
        made = keeping.draw_up(_year(year), request.user)
    except PermissionDenied as refused:
        return render(request, REFUSED, {"refusal": str(refused)}, status=403)
    except ValidationError as wrong:
        return render(request, REFUSED, {"refusal": " ".join(wrong.messages)}, status=MEND)
    messages.success(request, _("Scorecards drawn up: %(number)s.") % {"number": len(made)})
    return redirect(f"{reverse('scorecards:index')}?year={year}")


@never_cache
@require_POST
def approve_year(request: StaffRequest, year: int) -> HttpResponse:
    """Approve and lock whatever waits of a year."""
    try:
        done = keeping.approve_year(_year(year), request.user)
    except PermissionDenied as refused:
        return render(request, REFUSED, {"refusal": str(refused)}, status=403)
    messages.success(request, _("Scorecards approved and locked: %(number)s.") % {"number": len(done)})
    return redirect(f"{reverse('scorecards:index')}?year={year}")


@never_cache
@require_POST
def comment(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Keep what the unit says of its points."""
    unit, form = unit_at(code), CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, _year(year), MEND, comment_form=form)

    def act(pk: int) -> Scorecard:
        return keeping.comment(pk, form.cleaned_data["comment"], request.user)

    return _done(request, unit, year, act, _("Kept. Whoever approves reads it beside the points."), comment_form=form)


@never_cache
@require_POST
def approve(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Approve and lock one."""
    told = _("Approved and locked.")
    return _done(request, unit_at(code), year, lambda pk: keeping.approve(pk, request.user), told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: StaffRequest) -> HttpResponse:
    """The criteria, for everybody who works here; the office lays others."""
    refusal = rules.refusal_of_office(request.user)
    if request.method == "POST" and refusal is not None:
        return render(request, REFUSED, {"refusal": refusal}, status=403)
    present = Criteria.objects.for_year(calendar.today().year)
    form = CriteriaForm(request.POST or None, initial=CriteriaForm.values_of(present))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            keeping.lay(said["year"], form.points(), said["decision"], request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("The criteria hold from %(year)s on.") % {"year": said["year"]})
            return redirect("scorecards:criteria")
    page = Paginator(Criteria.objects.select_related("by").prefetch_related("rows"), 10).get_page(request.GET.get("p"))
    context = {"form": form if refusal is None else None, "page": page}
    return render(request, "scorecards/criteria.html", context, status=MEND if form.errors else 200)


def _done(
    request: StaffRequest, unit: Unit, year: int, act: Callable[[int], Scorecard], told: str, **shown: Any
) -> HttpResponse:
    found = Scorecard.objects.of_year(_year(year)).filter(unit=unit).first()
    try:
        if found is None:
            raise PermissionDenied(_("No scorecard has been drawn up for this unit and year."))
        act(found.pk)
    except PermissionDenied as refused:
        return _page(request, unit, year, 403, refusal=str(refused), **shown)
    messages.success(request, told)
    return redirect(keeping.address(unit, year))


def _page(request: StaffRequest, unit: Unit, year: int, status: int = 200, **shown: Any) -> HttpResponse:
    why_not = rules.refusal(request.user, unit)
    if why_not is not None:
        return render(request, REFUSED, {"refusal": why_not}, status=403)
    people = ("unit", "comment_by", "drawn_by", "approved_by")
    found = Scorecard.objects.of_year(year).filter(unit=unit).select_related(*people).first()
    scored = found.scored() if found is not None else _standing(unit, year)
    totals = (sum(each.earned for each in scored), sum(each.possible for each in scored))
    may_comment = found is not None and rules.refusal_of_comment(request.user, found) is None
    context = {
        "unit": unit,
        "year": year,
        "label": str(year),
        "card": found,
        "scored": [(each, _points(each.earned, each.possible), _lines(each)) for each in scored],
        "total": _points(*totals),
        "is_intact": found is None or keeping.is_intact(found),
        "may_approve": found is not None and rules.refusal_of_approval(request.user, found) is None,
        "comment_form": CommentForm(initial={"comment": found.comment}) if found and may_comment else None,
        **shown,
    }
    return render(request, "scorecards/card.html", context, status=status)


def _standing(unit: Unit, year: int) -> list[Scored]:
    laid = Criteria.objects.for_year(year)
    if laid is None or not years.is_running(year):
        return []
    return keeping.reckon([unit], laid, years.days_of(year, calendar.today()))[unit.pk]


def _points(earned: int, possible: int) -> dict[str, Any]:
    return {"earned": in_points(earned), "possible": in_points(possible), "per_cent": per_cent(earned, possible)}


def _lines(scored: Scored) -> list[tuple[Any, str]]:
    return [(line, in_points(earned)) for line, earned in scored.lines]


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(_("There is no such year."))
    return year
