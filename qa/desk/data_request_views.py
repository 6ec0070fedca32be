"""What people ask about what they sent: the requests with their log, a decision, one that came in person (N-9)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qa import data_requests
from qa.feedback import people as feedback_people
from qa.feedback.models import DataRequest, Feedback
from qa.models import Question
from qa.people import answers_for
from units.guarding import MEND
from units.people import StaffRequest

PER_PAGE = 20
KINDS: dict[str, Any] = {"question": Question, "feedback": Feedback}


class InPersonForm(forms.Form):
    """A request of somebody who came in person."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is about"),
        choices=[("question", gettext_lazy("A question")), ("feedback", gettext_lazy("Feedback"))],
    )
    number = forms.IntegerField(label=gettext_lazy("Its number"), min_value=1)
    wish = forms.ChoiceField(label=gettext_lazy("Wish"), choices=DataRequest.Wish.choices)
    shown_by = forms.CharField(label=gettext_lazy("How they showed that it is theirs"), max_length=200)


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The requests that the person decides on, the open ones first, and what was decided."""
    return _index(request, InPersonForm())


@require_POST
def add(request: StaffRequest) -> HttpResponse:
    """Note a request that came in person."""
    form = InPersonForm(request.POST)
    if not form.is_valid():
        return _index(request, form, MEND)
    given = form.cleaned_data
    record = KINDS[given["kind"]].objects.filter(pk=given["number"]).first()
    refusal = _("Only the officers who handle it decide on this.")
    try:
        if record is None:
            raise PermissionDenied(refusal)
        data_requests.ask_in_person(record, request.user, given["wish"], given["shown_by"])
    except PermissionDenied as why:
        return _index(request, form, 403, str(why))
    messages.success(request, _("The request has been noted."))
    return redirect("data_requests:index")


@require_http_methods(["POST"])
def decide(request: StaffRequest, request_id: int) -> HttpResponse:
    """Grant or refuse; what was typed stays where it was refused."""
    if not data_requests.of_reach(request.user).filter(pk=request_id).exists():
        raise PermissionDenied(_("Only the officers who handle it decide on this."))
    reason = request.POST.get("reason", "")
    try:
        if "grant" in request.POST:
            data_requests.grant(request_id, request.user, reason)
        else:
            data_requests.refuse(request_id, request.user, reason)
    except PermissionDenied as why:
        return _index(request, InPersonForm(), 403, str(why), typed={"pk": request_id, "reason": reason})
    messages.success(request, _("The request has been decided."))
    return redirect("data_requests:index")


def _index(
    request: StaffRequest, form: InPersonForm, status: int = 200, refusal: str = "", typed: dict[str, Any] | None = None
) -> HttpResponse:
    if not feedback_people.is_officer(request.user) and not answers_for(request.user):
        raise PermissionDenied(_("Requests about data are for the officers who handle questions and feedback."))
    reach = data_requests.of_reach(request.user)
    open_rows = Paginator(reach.open().order_by("due_at", "pk"), PER_PAGE).get_page(request.GET.get("p"))
    decided = Paginator(reach.exclude(state=DataRequest.State.OPEN).order_by("-decided_at"), PER_PAGE)
    context = {
        "open": open_rows,
        "decided": decided.get_page(request.GET.get("d")),
        "form": form,
        "refusal": refusal,
        "typed": typed or {},
    }
    return render(request, "questions/data_requests.html", context, status=status)
