"""The details of an entry in words: what each is called, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.approval.checklist import Grade, SourceCheck, labels
from units.record.models import RecordEntry

COMMENT = "comment"
#: How the record keeps a day.
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NAMES = {
    "stage": gettext_lazy("Stage"),
    "acts_for": gettext_lazy("On behalf of"),
    "reason": gettext_lazy("Reason"),
    "assignee": gettext_lazy("Assigned to"),
    "delegate": gettext_lazy("Delegate"),
    "until": gettext_lazy("Until"),
    "hour": gettext_lazy("Hour"),
    "route": gettext_lazy("Route"),
    "to": gettext_lazy("Given to"),
    "role": gettext_lazy("Role"),
    "decision": gettext_lazy("Decision"),
    "end_decision": gettext_lazy("Decision on the end"),
    "person": gettext_lazy("Person"),
    "sections": gettext_lazy("Sections"),
    "answer": gettext_lazy("Reason for the refusal"),
    "kept": gettext_lazy("Confirmed"),
    "ended": gettext_lazy("Ended"),
    "done": gettext_lazy("Done"),
    "work": gettext_lazy("Work"),
    "since": gettext_lazy("From"),
    "valid_from": gettext_lazy("From"),
    "valid_to": gettext_lazy("Until"),
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("After"),
    "section": gettext_lazy("Section"),
    "what": gettext_lazy("What was done"),
    "meaning": gettext_lazy("Meaning"),
    "was_public": gettext_lazy("Was public"),
    "source_checked": gettext_lazy("Source check"),
    "grade": gettext_lazy("Quality"),
    "period": gettext_lazy("Period"),
    "fulfilled": gettext_lazy("Fulfilled"),
    "missed": gettext_lazy("Not fulfilled"),
    "excused": gettext_lazy("Excused"),
    "unit_name": gettext_lazy("Unit"),
    "kind": gettext_lazy("Kind"),
    "items": gettext_lazy("Items"),
    "digest": gettext_lazy("Digest"),
    "change": gettext_lazy("Change"),
    "quotas": gettext_lazy("Quotas"),
    "units": gettext_lazy("Units"),
    "event": gettext_lazy("Event"),
    "username": gettext_lazy("Account"),
    "address": gettext_lazy("Address"),
    "facts": gettext_lazy("Facts"),
    "total": gettext_lazy("Total"),
    "year": gettext_lazy("Year"),
    "days": gettext_lazy("Days"),
    "points": gettext_lazy("Points"),
    "earned": gettext_lazy("Points given"),
    "of": gettext_lazy("Points possible"),
    "asked": gettext_lazy("Evaluations are asked for"),
    "evaluations": gettext_lazy("Evaluations"),
    "missing": gettext_lazy("Missing units"),
    "act": gettext_lazy("What was done"),
    "clause": gettext_lazy("Clause"),
    "clauses": gettext_lazy("Clauses"),
    "obstacles": gettext_lazy("Obstacles"),
    "whom": gettext_lazy("Collective or person"),
    "form": gettext_lazy("Form of commendation"),
    "merit": gettext_lazy("Merit"),
    "erased": gettext_lazy("Erased"),
    "text": gettext_lazy("What was written"),
    "documents": gettext_lazy("Documents"),
    "published": gettext_lazy("For publication"),
}
#: What is done to scorecards, commendations, obstacles and proposals, directions, key tasks and documents.
ACTS = {
    "drawn": gettext_lazy("drawn up"),
    "commented": gettext_lazy("commented on"),
    "approved": gettext_lazy("approved"),
    "recorded": gettext_lazy("recorded"),
    "confirmed": gettext_lazy("confirmed"),
    "revoked": gettext_lazy("revoked"),
    "told": gettext_lazy("told"),
    "answered": gettext_lazy("answered"),
    "begun": gettext_lazy("begun"),
    "submitted": gettext_lazy("submitted"),
    "given": gettext_lazy("given"),
    "reported": gettext_lazy("reported as done"),
    "reopened": gettext_lazy("sent back to be done"),
    "accepted": gettext_lazy("accepted as done"),
    "withdrawn": gettext_lazy("withdrawn"),
    "entered": gettext_lazy("entered in the register"),
    "changed": gettext_lazy("changed"),
    "ended": gettext_lazy("ended"),
}
#: What only the audit reads.
UNSPOKEN = {COMMENT, "verdict", "given", "checklist", "reasons"}

Speaker = Callable[[Any], str]

_speakers: dict[str, Speaker] = {
    "act": lambda act: str(ACTS.get(act, act)),
    "grade": lambda code: ", ".join(labels([code], Grade)),
    "source_checked": lambda code: ", ".join(labels([code], SourceCheck)),
}


def register(detail: str, speaker: Speaker) -> None:
    """Say every ``detail`` with ``speaker``, which is handed its value; for rooms above, which know what it means."""
    _speakers[detail] = speaker


def said_in(entry: RecordEntry, detail: str) -> str:
    """One of the details as text; empty where it was not given."""
    return _spoken(entry.details.get(detail)) if isinstance(entry.details, dict) else ""


def facts_of(entry: RecordEntry) -> list[tuple[str, str]]:
    """What else the entry says, as names and texts."""
    details = entry.details if isinstance(entry.details, dict) else {"": entry.details}
    spoken = [
        (str(NAMES.get(detail, detail)), _speakers.get(detail, _spoken)(value))
        for detail, value in details.items()
        if detail not in UNSPOKEN
    ]
    return [(name, text) for name, text in spoken if text]


def _spoken(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_spoken(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_spoken(each)}" for key, each in value.items())
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return "" if value is None else str(value)
