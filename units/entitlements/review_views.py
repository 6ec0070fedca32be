"""The quarterly review: the report of who has confirmed, and the list of one unit to confirm (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from search.vietnamese import normalise
from units import calendar, people
from units.contributions import exports
from units.contributions.periods import quarter_of as number_of
from units.duties import spans
from units.duties.spans import Every
from units.entitlements import review, review_report
from units.entitlements.models import ListReview, ReviewTerms
from units.entitlements.review import Ending, ReviewRules
from units.models.membership import Capability
from units.models.register import Unit
from units.people import StaffRequest

PER_PAGE = 50


class QuarterForm(forms.Form):
    """Which quarter the report is about."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    number = forms.TypedChoiceField(
        label=gettext_lazy("Quarter"), coerce=int, choices=[(number, f"{number}") for number in range(1, 5)]
    )


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How long leaders have."""

    class Meta:
        model = ReviewTerms
        fields = ("days",)
        help_texts = {"days": gettext_lazy("From the first day of each quarter; 0 asks for no review.")}


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: StaffRequest) -> HttpResponseBase:
    """Which units have confirmed their list in a quarter; the keepers of the register say how long leaders have.

    Raises ``PermissionDenied`` for whoever sees no line of it.
    """
    if not review_report.may_enter(request.user):
        raise PermissionDenied(_("Only leaders, for their own unit, and those who follow all units see the reviews."))
    if request.method == "POST":
        return _laid(request)
    today = calendar.today()
    asked = {"year": today.year, "number": number_of(today), **request.GET.dict()}
    form = QuarterForm(asked)
    valid = form.is_valid()
    year, number = (form.cleaned_data["year"], form.cleaned_data["number"]) if valid else (today.year, number_of(today))
    quarter = spans.period(Every.QUARTER, year, number)
    units = review_report.units_for(request.user, quarter)
    wanted = request.GET.get("export", "")
    if wanted in (exports.XLSX, exports.CSV):
        return exports.response(review_report.sheet(units, quarter), wanted, _("Quarterly review of rights"))
    page = Paginator(units, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "quarter": review.label(quarter),
        "last": review_report.last_day(quarter),
        "page": page,
        "lines": list(review_report.lines(page, quarter)),
        "is_now": quarter == review.quarter_of(today),
        "export": f"?year={year}&number={number}&export=",
        "terms": TermsForm(instance=ReviewTerms.objects.current()) if _keeps(request) else None,
    }
    return render(request, "entitlements/reviews.html", context)


def _laid(request: StaffRequest) -> HttpResponse:
    if not _keeps(request):
        raise PermissionDenied(_("Only those who keep the register come here."))
    current = ReviewTerms.objects.current()
    form = TermsForm(request.POST, instance=ReviewTerms(clause=current.clause, since=current.since))
    if form.is_valid():
        terms = form.save(commit=False)
        terms.set_by = request.user
        terms.save()
        messages.success(request, _("Leaders have %(days)s working days of each quarter.") % {"days": terms.days})
    else:
        messages.error(request, _("Enter a number of working days from 0 to 60."))
    return redirect("entitlements:reviews")


def _keeps(request: StaffRequest) -> bool:
    return people.has_capability(request.user, Capability.REGISTER)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, code: str) -> HttpResponse:
    """The list of one unit, to confirm or to end entries of. Raises ``Http404``, ``PermissionDenied`` for outsiders."""
    unit = get_object_or_404(Unit, code=code)
    rules = ReviewRules(request.user, unit)
    if not rules.may_read():
        raise PermissionDenied(rules.refusal() or "")
    if request.method != "POST":
        return _shown(request, rules)
    away = Ending(frozenset(_numbers(request, "end")), normalise(request.POST.get("decision", "")).strip()[:200])
    try:
        done = review.confirm(unit, request.user, _numbers(request, "shown"), away)
    except PermissionDenied as refusal:
        return _shown(request, rules, 422, refused=str(refusal), away=away)
    messages.success(
        request,
        _("Confirmed: %(kept)s kept, %(ended)s ended.") % {"kept": len(done.kept), "ended": len(done.ended)},
    )
    return redirect("entitlements:review", unit.code)


def _numbers(request: StaffRequest, name: str) -> set[int]:
    return {int(value) for value in request.POST.getlist(name) if value.isdecimal() and len(value) < 19}


def _shown(request: StaffRequest, rules: ReviewRules, status: int = 200, **more: Any) -> HttpResponse:
    unit, quarter = rules.unit, review.quarter_of(calendar.today())
    done = ListReview.objects.filter(unit=unit, first=quarter.first).exclude(confirmed_by=None).first()
    context = {
        "unit": unit,
        "subtitle": unit.name,
        "quarter": review.label(quarter),
        "last": review_report.last_day(quarter),
        "done": done,
        "refusal": rules.refusal(),
        "rows": [(held, rules.refusal_to_end(held)) for held in review.entries(unit)],
        **more,
    }
    return render(request, "entitlements/review.html", context, status=status)
