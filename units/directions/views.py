"""The screens of directions: the list, giving one, one with its way and the next step (LD-6.1c)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import calendar
from units.directions import acting, rules
from units.directions.forms import DirectionForm, DoneForm, ReopenForm, WithdrawForm
from units.directions.models import UnitDirection
from units.guarding import MEND, Guard
from units.models.register import Unit
from units.people import StaffRequest

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 20
REFUSED = "directions/refused.html"
for_readers = Guard(rules.refusal_of_reading, REFUSED)
#: The forms under a direction; the one that was sent comes back with what was typed.
Forms = dict[str, forms.Form]


@never_cache
@require_safe
@for_readers
def index(request: StaffRequest) -> HttpResponse:
    """The directions that the person reads: the open ones by their day, then those that are closed."""
    reach = rules.reach_of(request.user).select_related("unit", "by")
    context = {
        "open": Paginator(reach.open().by_due(), PER_PAGE).get_page(request.GET.get("p")),
        "closed": Paginator(reach.closed(), PER_PAGE).get_page(request.GET.get("closed")),
        "may_direct": rules.may_direct(request.user),
    }
    return render(request, "directions/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@Guard(rules.refusal_of_directing, REFUSED)
def give(request: StaffRequest) -> HttpResponse:
    """Direct a unit."""
    asked = Unit.objects.active().filter(code=request.GET.get("unit", "")).first()
    form = DirectionForm(request.POST or None, initial={"unit": asked})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = acting.give(said["unit"], said["text"], said["due_on"], request.user)
        except ValidationError as wrong:
            form.add_error("text", wrong)
        else:
            messages.success(request, _("Directed; the unit has been told."))
            return redirect(acting.address(made))
    return render(request, "directions/give.html", {"form": form}, status=MEND if form.is_bound else 200)


@never_cache
@require_safe
@for_readers
def direction(request: StaffRequest, unit_direction: int) -> HttpResponse:
    """One of them, with every step of its way."""
    return _page(request, unit_direction)


@never_cache
@require_POST
@for_readers
def report(request: StaffRequest, unit_direction: int) -> HttpResponse:
    """Report it as done."""
    form = DoneForm(request.POST, prefix="done")
    return _act(request, unit_direction, {"done": form}, acting.report, rules.refusal_of_report)


@never_cache
@require_POST
@for_readers
def accept(request: StaffRequest, unit_direction: int) -> HttpResponse:
    """Accept the report."""
    return _act(request, unit_direction, {}, acting.accept, rules.refusal_of_verdict)


@never_cache
@require_POST
@for_readers
def reopen(request: StaffRequest, unit_direction: int) -> HttpResponse:
    """Send the report back."""
    form = ReopenForm(request.POST, prefix="reopen")
    return _act(request, unit_direction, {"reopen": form}, acting.reopen, rules.refusal_of_verdict)


@never_cache
@require_POST
@for_readers
def withdraw(request: StaffRequest, unit_direction: int) -> HttpResponse:
    """Withdraw it."""
    form = WithdrawForm(request.POST, prefix="withdraw")
    return _act(request, unit_direction, {"withdraw": form}, acting.withdraw, rules.refusal_of_withdrawal)


def _act(
    request: StaffRequest,
    pk: int,
    sent: Forms,
    act: Callable[..., UnitDirection],
    refusal_of: Callable[[UnitDirection, User], str | None],
) -> HttpResponse:
    """Act with what the form says, and lead back; a refusal is shown beside what was typed."""
    found = rules.reach_of(request.user).select_related("unit", "by").filter(pk=pk).first()
    if found is None:
        return _page(request, pk)
    if (refusal := refusal_of(found, request.user)) is not None:
        return _page(request, pk, 403, refusal, sent)
    if not all(form.is_valid() for form in sent.values()):
        return _page(request, pk, MEND, sent=sent)
    said = {name: value for form in sent.values() for name, value in form.cleaned_data.items()}
    try:
        act(pk=pk, by=request.user, **said)
    except PermissionDenied as refused:
        return _page(request, pk, 403, str(refused), sent)
    except ValidationError as wrong:
        return _page(request, pk, MEND, " ".join(wrong.messages), sent)
    messages.success(request, _("Done; whoever has to know has been told."))
    return redirect("directions:direction", pk)


def _page(
    request: StaffRequest, pk: int, status: int = 200, refusal: str = "", sent: Forms | None = None
) -> HttpResponse:
    found = rules.reach_of(request.user).select_related("unit", "by").filter(pk=pk).first()
    if found is None:
        return render(request, REFUSED, {"refusal": rules.why_not_read()}, status=403)
    sent = sent or {}
    may_report = "done" in sent or rules.refusal_of_report(found, request.user) is None
    may_judge = "reopen" in sent or rules.refusal_of_verdict(found, request.user) is None
    may_withdraw = "withdraw" in sent or rules.refusal_of_withdrawal(found, request.user) is None
    reopen_form = sent.get("reopen") or ReopenForm(prefix="reopen")
    context = {
        "direction": found,
        "is_overdue": found.is_overdue(calendar.today()),
        "steps": found.steps.select_related("by"),
        "refusal": refusal,
        "done_form": (sent.get("done") or DoneForm(prefix="done")) if may_report else None,
        "reopen_form": reopen_form if may_judge else None,
        "withdraw_form": (sent.get("withdraw") or WithdrawForm(prefix="withdraw")) if may_withdraw else None,
        "form": reopen_form,
    }
    return render(request, "directions/direction.html", context, status=status)
