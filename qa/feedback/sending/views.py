"""The public addresses of feedback: send, report wrong content, follow by code. None is cached or indexed."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from qa import data_requests
from qa.feedback.models import Feedback
from qa.feedback.sending import receiving, status
from qa.feedback.sending.forms import FeedbackForm, WrongContentForm
from qa.intake import codes, lookup
from qa.intake.door import Door, unindexed
from qa.intake.forms import IntakeForm
from units.guarding import MEND


class Sending(Door):
    """The form of information and proposals."""

    code = "feedback"
    form_class = FeedbackForm
    form_template = "feedback/send.html"
    confirm_template = "feedback/confirm.html"
    text_label = gettext_lazy("What you would like to say")
    send_label = gettext_lazy("Send the feedback")

    def received_before(self, form: IntakeForm) -> bool:
        """A phone on a bad line sends twice what was pressed once."""
        return receiving.received_before(cast(FeedbackForm, form))

    def receive(self, form: IntakeForm) -> None:
        """A record that named officers alone see."""
        receiving.receive(cast(FeedbackForm, form))

    def taken(self, form: IntakeForm) -> HttpResponse:
        """The code, shown once, and where it stands."""
        feedback = Feedback.objects.get(code_digest=codes.digest_of(form.code))
        return self.page("feedback/taken.html", {"code": codes.shown(form.code), "standing": status.of(feedback)})


class Reporting(Sending):
    """The form of wrong content."""

    form_class = WrongContentForm
    form_template = "feedback/wrong.html"
    text_label = gettext_lazy("What is wrong?")

    def blank(self) -> IntakeForm:
        """About the version that the link names."""
        given = self.request.GET
        return self.form_class(terms=self.terms, initial={"about_token": given.get("ve") or given.get("trang", "")})

    def context(self, form: IntakeForm) -> dict[str, Any]:
        """What is reported, as far as it is public."""
        return {"about": cast(WrongContentForm, form).about}


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Information or a proposal; on POST it is taken and its code shown, or all that was typed with a sentence."""
    return Sending(request).answer()


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest) -> HttpResponse:
    """Wrong content on a page of the portal, likewise (ND-13.2)."""
    return Reporting(request).answer()


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where feedback stands, for whoever has its code; the code travels in the form, never in an address."""
    if request.method != "POST":
        return unindexed(render(request, "feedback/follow.html", {}))
    typed = {"typed": request.POST.get("code", "")}
    code = lookup.read(request)
    if isinstance(code, lookup.Slip):
        context = {**typed, "mistake": code.sentence}
        return unindexed(render(request, "feedback/follow.html", context, status=code.status))
    feedback = Feedback.objects.filter(code_digest=codes.digest_of(code)).first()
    if feedback is None:
        sentence = _("There is no feedback with this code, or the time for which it is kept is over.")
        return unindexed(render(request, "feedback/follow.html", {**typed, "mistake": sentence}, status=404))
    return _status(request, feedback, codes.shown(code))


def _status(request: HttpRequest, feedback: Feedback, code: str) -> HttpResponse:
    context: dict[str, Any] = {"code": code, "follow": "feedback_form:follow"}
    answered = 200
    if "wish" in request.POST:
        try:
            data_requests.ask_by_code(feedback, request.POST["wish"])
        except PermissionDenied as refusal:
            context["mistake"], answered = str(refusal), MEND
    context |= {"standing": status.of(feedback), **data_requests.shown_to_sender(feedback)}
    return unindexed(render(request, "feedback/status.html", context, status=answered))
