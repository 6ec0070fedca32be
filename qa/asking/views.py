"""The public addresses: ask, confirm, follow by code. None is cached or indexed, none needs scripts or an account."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from qa.asking import receiving, status
from qa.asking.forms import LONGEST, TRAP, AskForm
from qa.handling import reopening
from qa.intake import codes, guard, proof
from qa.intake.guard import Guard, Refusal
from qa.models import PublicForm, Question
from qa.public.similar import offered
from units.visitors import limits
from units.visitors.addresses import address_key

FORM = "question"
TOO_MANY, MEND = 429, 422
#: Codes that one address may try in a window.
LOOKUPS = 60


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; on POST the question is taken and its code shown, or all that was typed is shown with a sentence."""
    terms = get_object_or_404(PublicForm, code=FORM)
    if request.method != "POST":
        return _form(request, AskForm(terms=terms))
    door = Guard(terms, request)
    refusal = door.knock()
    if refusal is not None:
        return _overrun(request, refusal)
    form = AskForm(request.POST, request.FILES, terms=terms)
    is_sound = form.is_valid()
    if "edit" in request.POST:
        return _form(request, form, show_mistakes=False)
    return _sound(request, form, door) if is_sound else _form(request, form, MEND)


def _sound(request: HttpRequest, form: AskForm, door: Guard) -> HttpResponse:
    """Take a form without mistakes: at once where its sender's browser has counted, else after a second look."""
    if receiving.received_before(form):
        return _taken(request, form)
    proved = proof.is_solved(form.cleaned_data["proof"], FORM)
    confirmed = proved or guard.is_confirmed(request.POST.get("confirmed", ""), form.form_key)
    if not confirmed:
        return _confirm(request, form, too_fast=confirmed is None)
    refusal = door.enter(proved)
    if refusal is not None:
        return _refused(request, form, refusal)
    receiving.receive(form)
    return _taken(request, form)


def _form(request: HttpRequest, form: AskForm, status_code: int = 200, **shown: Any) -> HttpResponse:
    context = {"form": form, "terms": form.terms, "trap": TRAP, "show_mistakes": form.is_bound, **shown}
    context["challenge"] = json.dumps(proof.challenge(FORM))
    return _unindexed(render(request, "qa/ask.html", context, status=status_code))


def _refused(request: HttpRequest, form: AskForm, refusal: Refusal) -> HttpResponse:
    response = _form(request, form, TOO_MANY, refusal=refusal, show_mistakes=False)
    response["Retry-After"] = str(refusal.seconds)
    return response


def _overrun(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What was typed, on a page that costs next to nothing; its files are not even looked at."""
    names = [*AskForm.base_fields, "kept"]
    typed = [(name, value[:LONGEST]) for name in names if name != "proof" for value in request.POST.getlist(name)]
    context = {"refusal": refusal, "typed": typed, "token": get_token(request)}
    response = HttpResponse(render_to_string("qa/busy.html", context), status=TOO_MANY)
    response["Retry-After"] = str(refusal.seconds)
    return _unindexed(response)


def _confirm(request: HttpRequest, form: AskForm, too_fast: bool) -> HttpResponse:
    context = {
        "form": form,
        "terms": form.terms,
        **offered(form.cleaned_data["text"], request),
        "confirmation": guard.confirmation(form.form_key),
        "too_fast": too_fast,
    }
    return _unindexed(render(request, "qa/confirm.html", context))


def _taken(request: HttpRequest, form: AskForm) -> HttpResponse:
    question = Question.objects.select_related("unit").get(code_digest=codes.digest_of(form.code))
    context = {"code": codes.shown(form.code), "standing": status.of(question)}
    return _unindexed(render(request, "qa/taken.html", context))


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where a question stands, for whoever has its code; the code travels in the form, never in an address."""
    if request.method != "POST":
        return _unindexed(render(request, "qa/follow.html", {}))
    typed = request.POST.get("code", "")
    again = limits.take("lookup", address_key(request), LOOKUPS, guard.CONFIRM_WITHIN)
    code = codes.read(typed)
    if again is not None:
        sentence = _("Many codes were tried from your address; try again later.")
        return _unindexed(render(request, "qa/follow.html", {"typed": typed, "mistake": sentence}, status=TOO_MANY))
    if code is None:
        sentence = _("A sign of this code is wrong; compare it with the one that you noted.")
        return _unindexed(render(request, "qa/follow.html", {"typed": typed, "mistake": sentence}, status=MEND))
    question = Question.objects.select_related("unit").filter(code_digest=codes.digest_of(code)).first()
    if question is None:
        sentence = _("There is no question with this code, or the time for which it is kept is over.")
        return _unindexed(render(request, "qa/follow.html", {"typed": typed, "mistake": sentence}, status=404))
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
    context["standing"] = status.of(question)
    return _unindexed(render(request, "qa/status.html", context, status=code_of_answer))


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Answers and situations like the question being typed, as a part of a page."""
    found = offered(request.GET.get("q", ""), request)
    # A part of a page needs nothing of what surrounds pages, so it costs none of its queries.
    return _unindexed(HttpResponse(render_to_string("qa/_similar.html", found)))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
