"""Opening who sent a record: ask, agree, open; what was opened is in one answer, which nothing keeps (ND-5.4c)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qa.feedback.desk.identity import FORMS, LABELS
from qa.feedback.desk.page import page_of, readable
from qa.feedback.models import Feedback
from qa.feedback.sealing import opening
from qa.feedback.sealing.keys import WrongShare
from units.guarding import MEND
from units.people import StaffRequest


@never_cache
@sensitive_post_parameters()
@require_POST
def identity(request: StaffRequest, feedback_id: int) -> HttpResponse:
    """One of the three steps, or giving up; a wrong share or word is said and counted."""
    found, step = readable(request, feedback_id), request.POST.get("step", "")
    if step == "drop":
        opening.drop(found.pk, request.user)
        messages.success(request, _("The request was given up."))
        return redirect("feedback:record", found.pk)
    if step not in FORMS:
        raise PermissionDenied(_("Choose what to do with the feedback."))
    form = FORMS[step](request.POST, prefix=step, feedback=found)
    if not form.is_valid():
        return page_of(request, found, MEND, bound={step: form})
    try:
        shown = _step(step, found, request, form.cleaned_data)
    except (PermissionDenied, WrongShare) as refusal:
        return page_of(request, readable(request, found.pk), 403, refusal=str(refusal), open_form=step)
    return page_of(request, readable(request, found.pk), **shown)


def _step(step: str, found: Feedback, request: StaffRequest, said: dict[str, Any]) -> dict[str, Any]:
    user = request.user
    if step == "ask":
        opening.ask(found.pk, user, said["reason"])
        return {"told": _("Another person with a share of the key has been asked to agree.")}
    if step == "agree":
        return {"word": opening.agree(found.pk, user, said["share"])}
    given = opening.open_identity(found.pk, user, said["share"], said["word"])
    return {"sender": [(LABELS[part], value) for part, value in given.items()]}
