"""The screens of questions: the lists, one question with what may be done, an opinion, every unit's figures, a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qa import people
from qa.answering import drafting, private
from qa.desk import lists, standing
from qa.desk.forms import OpinionForm, PrivateForm
from qa.desk.verbs import BY_CODE, OF_PRIVATE_ANSWER, VERBS, Verb, private_text
from qa.handling import consulting
from qa.intake import files
from qa.models import Consultation, IntakeFile, Question
from qa.rules import Rules
from units.guarding import MEND
from units.people import StaffRequest


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The lists of questions that the person may read, twenty a page, the earliest due first."""
    found = lists.Lists(request.user, request.GET.get("loc", ""), request.GET.get("p"))
    context = {"choices": found.choices(), "page": found.page(), "consultations": found.consultations()}
    return render(request, "questions/index.html", context)


@require_safe
def units(request: StaffRequest) -> HttpResponse:
    """Due, newly overdue and long overdue by unit; nothing of any question."""
    return render(request, "questions/units.html", {"rows": lists.by_unit(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: StaffRequest, question_id: int) -> HttpResponse:
    """One question: what was asked, where it stands, and what the person may do."""
    found = _readable(request, question_id)
    if request.method != "POST":
        return _page(request, found)
    verb = BY_CODE.get(request.POST.get("verb", ""))
    if verb is None:
        raise PermissionDenied(_("Choose what to do with the question."))
    return _do(request, found, verb)


def _do(request: StaffRequest, found: Question, verb: Verb) -> HttpResponse:
    form = verb.form(request.POST, prefix=verb.code, question=found) if verb.form else None
    if verb.form is PrivateForm:
        form = PrivateForm(request.POST, prefix="private", question=found)
    if form is not None and not form.is_valid():
        return _page(request, found, MEND, {verb.code: form})
    try:
        verb.act(found, request.user, form.cleaned_data if form is not None else {})
    except PermissionDenied as refusal:
        fresh = Question.objects.select_related("unit", "officer", "field", "page").get(pk=found.pk)
        shown = {verb.code: form} if form is not None else {}
        return _page(request, fresh, 403, shown, refusal=str(refusal))
    messages.success(request, str(verb.done))
    still_there = Rules(Question.objects.get(pk=found.pk), request.user).may_read
    return redirect("questions:question", found.pk) if still_there else redirect("questions:index")


@require_POST
def draft(request: StaffRequest, question_id: int) -> HttpResponse:
    """Open the answer in the editor, as a new draft or the one begun before."""
    found = _readable(request, question_id)
    try:
        page = drafting.draft(found.pk, request.user)
    except PermissionDenied as refusal:
        return _page(request, found, 403, refusal=str(refusal))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: StaffRequest, consultation_id: int) -> HttpResponse:
    """What a unit was asked, for its officers: the question without its asker, and room for the opinion."""
    row = get_object_or_404(
        Consultation.objects.select_related("question__unit", "question__field", "unit", "asked_by"), pk=consultation_id
    )
    refusal = consulting.why_not_give(row, request.user)
    if row.unit_id not in people.answers_for(request.user) or not row.question.is_open:
        raise PermissionDenied(refusal or _("The question is closed, so no opinion is needed any more."))
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            consulting.give(row.pk, request.user, form.cleaned_data["opinion"])
        except PermissionDenied as late:
            return render(
                request, "questions/opinion.html", {"row": row, "form": form, "refusal": str(late)}, status=403
            )
        messages.success(request, _("Your unit's opinion has been given."))
        return redirect("questions:index")
    status = MEND if form.is_bound else 200
    return render(request, "questions/opinion.html", {"row": row, "form": form, "refusal": refusal}, status=status)


@require_safe
def file(request: StaffRequest, question_id: int, file_key: UUID) -> FileResponse:
    """A file that came with a question, for the officers of its unit alone."""
    found = _readable(request, question_id)
    if not Rules(found, request.user).may_see_identity:
        raise PermissionDenied(_("Only the officers of the unit that answers may open this file."))
    return files.handed_out(get_object_or_404(IntakeFile.objects.of(found), key=file_key))


def _readable(request: StaffRequest, question_id: int) -> Question:
    """The question, if the person may read it. Raises ``PermissionDenied``, whether or not there is one."""
    found = Question.objects.select_related("unit", "officer", "field__parent", "page").filter(pk=question_id).first()
    if found is None or not Rules(found, request.user).may_read:
        raise PermissionDenied(_("Only the unit that answers a question and whoever coordinates may open it."))
    return found


def _page(
    request: StaffRequest, found: Question, status: int = 200, bound: dict[str, Any] | None = None, refusal: str = ""
) -> HttpResponse:
    bound = bound or {}
    rules = Rules(found, request.user)
    offered = [verb for verb in VERBS if verb.offered(found, rules)]
    codes = {verb.code for verb in offered}
    own = next((form for code, form in bound.items() if code in OF_PRIVATE_ANSWER), None)
    writing = own if isinstance(own, PrivateForm) else None
    context = {
        "question": found,
        "standing": standing.of(found),
        "rules": rules,
        "offered": codes,
        "verbs": [
            (verb, bound.get(verb.code) or (verb.form(prefix=verb.code, question=found) if verb.form else None))
            for verb in offered
            if verb.code not in OF_PRIVATE_ANSWER and verb.code != "accept"
        ],
        "private_form": writing or PrivateForm(prefix="private", question=found, initial={"text": private_text(found)}),
        "return_form": bound.get("return_private")
        or BY_CODE["return_private"].form(  # type: ignore[misc]
            prefix="return_private", question=found
        ),
        "private_answer": private.current(found),
        "may_draft": "consult" in codes and not found.wants_private,
        "steps": found.steps.select_related("by", "unit"),
        "consultations": found.consultations.select_related("unit", "answered_by"),
        "duplicates": found.duplicates.all(),
        "identity": getattr(found, "identity", None) if rules.may_see_identity else None,
        "files": list(IntakeFile.objects.of(found)) if rules.may_see_identity else [],
        "refusal": refusal,
        "open_form": next(iter(bound), ""),
    }
    return render(request, "questions/question.html", context, status=status)
