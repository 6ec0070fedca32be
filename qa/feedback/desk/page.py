"""The page of a record, which every act on it leads back to: whether the person may read it, and all that it shows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from qa.feedback.desk import standing
from qa.feedback.desk.identity import identity_context
from qa.feedback.desk.verbs import VERBS
from qa.feedback.models import Feedback
from qa.feedback.rules import Rules
from qa.models import IntakeFile
from units.people import StaffRequest


def readable(request: StaffRequest, feedback_id: int) -> Feedback:
    """The record, if the person may read it. Raises ``PermissionDenied``, whether or not there is one."""
    rows = Feedback.objects.for_lists().select_related("about_type", "about_revision")
    found = rows.filter(pk=feedback_id).first()
    if found is None or not Rules(found, request.user).may_read:
        raise PermissionDenied(_("Feedback is open to the officers named for it and to the leaders alone."))
    return found


def page_of(
    request: StaffRequest,
    found: Feedback,
    status: int = 200,
    *,
    bound: dict[str, Any] | None = None,
    refusal: str = "",
    **shown: Any,
) -> HttpResponse:
    """The page of a record, with a form as it was filled in and the sentence that refuses it."""
    bound = bound or {}
    rules = Rules(found, request.user)
    why_not = {verb.code: verb.why_not(rules) for verb in VERBS}
    offered = [verb for verb in VERBS if why_not[verb.code] is None]
    context = {
        "feedback": found,
        "standing": standing.of(found),
        "offered": {verb.code for verb in offered},
        "why_not_hold": why_not["hold"],
        "item": found.reported_item,
        "verbs": [
            (verb, bound.get(verb.code) or verb.form(prefix=verb.code, feedback=found)) for verb in offered if verb.form
        ],
        "directions": found.directions.select_related("by", "done_by"),
        "steps": found.steps.select_related("by"),
        "files": list(IntakeFile.objects.of(found)),
        "refusal": refusal,
        "open_form": next(iter(bound), ""),
        **identity_context(found, rules, bound),
        **shown,
    }
    return render(request, "feedback_desk/record.html", context, status=status)
