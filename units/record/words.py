"""Entries as a person reads them: who did what to which item, and what they said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from units import people
from units.approval import items, oversight
from units.record.models import RecordEntry
from units.scoping import owned_snippets

if TYPE_CHECKING:
    from accounts.models import User

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
}
#: What only the audit reads.
UNSPOKEN = {COMMENT, "verdict", "given", "checklist", "reasons"}


@dataclass(frozen=True)
class Row:
    """One entry on the screen. ``url`` is empty where there is no page to open."""

    number: int
    at: datetime
    who: str
    what: str
    title: str
    url: str
    unit_name: str
    comment: str
    facts: list[tuple[str, str]]
    digest: str


def rows(entries: Iterable[RecordEntry], reader: User) -> list[Row]:
    """``entries`` in words for ``reader``; one query for each type of item, for those that still exist.

    What another unit has not published yet, or deleted before it was, stays unnamed (ND-13.6a).
    """
    entries = list(entries)
    types = ContentType.objects.get_for_models(Page, *owned_snippets())
    guarded = {item_type.pk: model for model, item_type in types.items()}
    existing = _was_public(entries, guarded)
    own = {held.unit_id for held in people.held_by(reader) if held.unit_id is not None}
    sees_all = reader.is_superuser or oversight.oversees(reader)

    def row(entry: RecordEntry) -> Row:
        key = (entry.item_type_id or 0, entry.item_id)
        opens = key in existing
        named = sees_all or entry.item_type_id not in guarded or entry.unit_id in own or existing.get(key, False)
        return Row(
            number=entry.number,
            at=entry.at,
            who=name_of(entry),
            what=entry.verb_label,
            title=entry.title if named else _("(not published yet, so only its unit sees the title)"),
            url=reverse("approval:review", args=[items.key(*key)]) if opens and named else "",
            unit_name=entry.unit_name,
            comment=said_in(entry, COMMENT) if named else "",
            facts=_facts(entry) if named else [],
            digest=entry.digest,
        )

    return [row(entry) for entry in entries]


def _was_public(entries: list[RecordEntry], guarded: dict[int, Any]) -> dict[tuple[int, str], bool]:
    """Of each item of ``entries`` that still exists, whether it has ever been public."""
    found: dict[tuple[int, str], bool] = {}
    for type_id, model in guarded.items():
        keys = [entry.item_id for entry in entries if entry.item_type_id == type_id and entry.item_id.isdecimal()]
        rows = model._default_manager.filter(pk__in=keys).values_list("pk", "first_published_at") if keys else []
        found |= {(type_id, str(pk)): published is not None for pk, published in rows}
    return found


def name_of(entry: RecordEntry) -> str:
    """Who acted, by the name of the time; the portal itself where nobody did."""
    return entry.actor_name or _("The portal")


def said_in(entry: RecordEntry, key: str) -> str:
    """One of the details as text; empty where it was not given."""
    return _spoken(entry.details.get(key)) if isinstance(entry.details, dict) else ""


def _facts(entry: RecordEntry) -> list[tuple[str, str]]:
    details = entry.details if isinstance(entry.details, dict) else {"": entry.details}
    spoken = [(str(NAMES.get(key, key)), _spoken(value)) for key, value in details.items() if key not in UNSPOKEN]
    return [(name, value) for name, value in spoken if value]


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
