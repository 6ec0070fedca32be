"""The public addresses: ask, confirm, follow by code. None is cached or indexed, none needs scripts or an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from qa import data_requests
from qa.asking import receiving, status
from qa.asking.forms import AskForm
from qa.handling import reopening
from qa.intake import codes, lookup
from qa.intake.door import Door, unindexed
from qa.intake.forms import IntakeForm
from qa.models import Question
from qa.public.similar import offered
from units.guarding import MEND


class Asking(Door):
    """The form of a question."""

    code = "question"
    form_class = AskForm
    form_template = "qa/ask.html"
    confirm_template = "qa/confirm.html"
    text_label = gettext_lazy("Your question")
    send_label = gettext_lazy("Send the question")

    def confirm_context(self, form: IntakeForm) -> dict[str, Any]:
        """Answers and situations like this question."""
        return offered(form.cleaned_data["text"], self.request)

    def received_before(self, form: IntakeForm) -> bool:
        """A phone on a bad line sends twice what was pressed once."""
        return receiving.received_before(form)

    def receive(self, form: IntakeForm) -> None:
        """A question of the unit that the routing table finds."""
        receiving.receive(form)

    def taken(self, form: IntakeForm) -> HttpResponse:
        """The code, shown once, and where the question stands."""
        question = Question.objects.select_related("unit").get(code_digest=codes.digest_of(form.code))
        return self.page("qa/taken.html", {"code": codes.shown(form.code), "standing": status.of(question)})


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; on POST the question is taken and its code shown, or all that was typed is shown with a sentence."""
    return Asking(request).answer()


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where a question stands, for whoever has its code; the code travels in the form, never in an address."""
    if request.method != "POST":
        return unindexed(render(request, "qa/follow.html", {}))
    typed = {"typed": request.POST.get("code", "")}
    code = lookup.read(request)
    if isinstance(code, lookup.Slip):
        return unindexed(render(request, "qa/follow.html", {**typed, "mistake": code.sentence}, status=code.status))
    question = Question.objects.select_related("unit").filter(code_digest=codes.digest_of(code)).first()
    if question is None:
        sentence = _("There is no question with this code, or the time for which it is kept is over.")
        return unindexed(render(request, "qa/follow.html", {**typed, "mistake": sentence}, status=404))
    return _status(request, question, codes.shown(code))


def _status(request: HttpRequest, question: Question, code: str) -> HttpResponse:
    context: dict[str, Any] = {"code": code, "longest": reopening.LONGEST}
    code_of_answer = 200
    if "missing" in request.POST:
        context["missing"] = request.POST["missing"]
        try:
            question = reopening.reopen(question.pk, request.POST["missing"])
        except PermissionDenied as refusal:
            context["mistake"], code_of_answer = str(refusal), MEND
        else:
            context["reopened"] = True
    if "wish" in request.POST:
        try:
            data_requests.ask_by_code(question, request.POST["wish"])
        except PermissionDenied as refusal:
            context["mistake"], code_of_answer = str(refusal), MEND
    context |= {"standing": status.of(question), "follow": "qa:follow", **data_requests.shown_to_sender(question)}
    return unindexed(render(request, "qa/status.html", context, status=code_of_answer))


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Answers and situations like the question being typed, as a part of a page."""
    found = offered(request.GET.get("q", ""), request)
    # A part of a page needs nothing of what surrounds pages, so it costs none of its queries.
    return unindexed(HttpResponse(render_to_string("qa/_similar.html", found)))
