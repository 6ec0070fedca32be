"""The way of one public form: shown, guarded, looked at once more where nobody has proved work, taken, its code shown.

A form of a room is a ``Door`` with its own form, templates and storing; what is refused is shown again as it was typed.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.functional import Promise

from qa.intake import guard, proof
from qa.intake.forms import LONGEST, TRAP, IntakeForm
from qa.intake.guard import Guard, Refusal
from qa.models.forms import PublicForm

TOO_MANY, MEND = 429, 422


class Door:
    """One public form. ``code`` names its ``PublicForm``, and what a proof of work is for."""

    code: ClassVar[str]
    form_class: ClassVar[type[IntakeForm]]
    form_template: ClassVar[str]
    confirm_template: ClassVar[str]
    #: What the page of somebody who sends too often calls the text and its button.
    text_label: ClassVar[str | Promise]
    send_label: ClassVar[str | Promise]

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.terms = get_object_or_404(PublicForm, code=self.code)

    def blank(self) -> IntakeForm:
        """The form as it is first shown."""
        return self.form_class(terms=self.terms)

    def context(self, form: IntakeForm) -> dict[str, Any]:
        """What the templates of this form need besides."""
        return {}

    def confirm_context(self, form: IntakeForm) -> dict[str, Any]:
        """What the confirming page needs besides."""
        return {}

    def received_before(self, form: IntakeForm) -> bool:
        """Whether this very form has been taken already."""
        raise NotImplementedError

    def receive(self, form: IntakeForm) -> None:
        """Store the valid ``form``."""
        raise NotImplementedError

    def taken(self, form: IntakeForm) -> HttpResponse:
        """The page with the code."""
        raise NotImplementedError

    def answer(self) -> HttpResponse:
        """The form; on POST it is taken and its code shown, or all that was typed is shown with a sentence."""
        request = self.request
        if request.method != "POST":
            return self._form(self.blank())
        sender = Guard(self.terms, request)
        refusal = sender.knock()
        if refusal is not None:
            return self._overrun(refusal)
        form = self.form_class(request.POST, request.FILES, terms=self.terms)
        is_sound = form.is_valid()
        if "edit" in request.POST:
            return self._form(form, show_mistakes=False)
        return self._sound(form, sender) if is_sound else self._form(form, MEND)

    def _sound(self, form: IntakeForm, sender: Guard) -> HttpResponse:
        """Take a form without mistakes: at once where its sender's browser has counted, else after a second look."""
        if self.received_before(form):
            return self.taken(form)
        proved = proof.is_solved(form.cleaned_data["proof"], self.code)
        confirmed = proved or guard.is_confirmed(self.request.POST.get("confirmed", ""), form.form_key)
        if not confirmed:
            return self._confirm(form, too_fast=confirmed is None)
        refusal = sender.enter(proved)
        if refusal is not None:
            response = self._form(form, TOO_MANY, refusal=refusal, show_mistakes=False)
            response["Retry-After"] = str(refusal.seconds)
            return response
        self.receive(form)
        return self.taken(form)

    def _form(self, form: IntakeForm, status: int = 200, **shown: Any) -> HttpResponse:
        context = {"form": form, "terms": self.terms, "trap": TRAP, "show_mistakes": form.is_bound, **shown}
        context["challenge"] = json.dumps(proof.challenge(self.code))
        return self.page(self.form_template, context | self.context(form), status)

    def _overrun(self, refusal: Refusal) -> HttpResponse:
        """What was typed, on a page that costs next to nothing; its files are not even looked at."""
        post = self.request.POST
        names = [*self.form_class.base_fields, "kept"]
        typed = [(name, value[:LONGEST]) for name in names if name != "proof" for value in post.getlist(name)]
        context = {"refusal": refusal, "typed": typed, "token": get_token(self.request)}
        context |= {"text_label": self.text_label, "send_label": self.send_label}
        response = HttpResponse(render_to_string("qa/busy.html", context), status=TOO_MANY)
        response["Retry-After"] = str(refusal.seconds)
        return unindexed(response)

    def _confirm(self, form: IntakeForm, too_fast: bool) -> HttpResponse:
        context = {
            "form": form,
            "terms": self.terms,
            "confirmation": guard.confirmation(form.form_key),
            "too_fast": too_fast,
        }
        return self.page(self.confirm_template, context | self.context(form) | self.confirm_context(form))

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A page that no search engine keeps."""
        return unindexed(render(self.request, template, context, status=status))


def unindexed(response: HttpResponse) -> HttpResponse:
    """``response`` with the word to search engines that it is none of theirs."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
