"""An item's way in words: who did what and when, newest first (LD-1.1b, LD-1.2c)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from units.approval.checklist import Grade, Reason, SourceCheck, labels
from units.approval.models import Withdrawal
from units.record.models import RecordEntry
from units.record.speaking import said_in
from units.record.verbs import Verb
from units.record.words import name_of


@dataclass(frozen=True)
class Step:
    """One step: its time, who took it, what it was, and what they said; ``facts`` are the reasons they chose."""

    at: datetime
    who: str
    what: str
    comment: str = ""
    is_return: bool = False
    facts: tuple[str, ...] = ()


VERDICTS = {
    TaskState.STATUS_APPROVED: lambda stage: _("approved at the stage “%(stage)s”") % {"stage": stage},
    TaskState.STATUS_REJECTED: lambda stage: _("returned at the stage “%(stage)s”") % {"stage": stage},
    TaskState.STATUS_CANCELLED: lambda stage: _("taken back from the stage “%(stage)s”") % {"stage": stage},
}

Words = Callable[[], str]
#: What an entry says of the act; ``stage``, ``acts_for``, ``to`` and ``until`` are filled in from its details.
WORDS: dict[str, Words] = {
    Verb.SUBMITTED: lambda: _("submitted to the stage “%(stage)s”"),
    Verb.APPROVED: lambda: _("approved at the stage “%(stage)s”"),
    Verb.RETURNED: lambda: _("returned at the stage “%(stage)s”"),
    Verb.EDITED: lambda: _("began to edit at the stage “%(stage)s”"),
    Verb.HANDED_OVER: lambda: _("handed the edited text over at the stage “%(stage)s”"),
    Verb.ASSIGNED: lambda: _("assigned it to %(to)s at the stage “%(stage)s”"),
}


def of(item: Any) -> list[Step]:
    """Every step of ``item``; two queries. What happened before the record began is told from Wagtail's rows."""
    entries = list(RecordEntry.objects.about(item))
    on_record = {entry.revision_id for entry in entries if entry.revision_id is not None}
    steps = [_step(entry) for entry in entries]
    visits = TaskState.objects.filter(
        workflow_state__base_content_type=item.get_base_content_type(), workflow_state__object_id=str(item.pk)
    ).exclude(revision__in=on_record)
    steps += _before_the_record(visits)
    steps.sort(key=lambda step: step.at)
    # Turned round rather than sorted downwards: of one moment's entries the last written comes first.
    return steps[::-1]


def _step(entry: RecordEntry) -> Step:
    stage, acts_for = said_in(entry, "stage"), said_in(entry, "acts_for")
    words = WORDS.get(entry.verb) if stage else None
    what = words() % {"stage": stage, "to": said_in(entry, "to")} if words else entry.verb_label
    if acts_for:
        what = _("%(what)s in place of %(person)s") % {"what": what, "person": acts_for}
    said = [text for text in (said_in(entry, "reason"), said_in(entry, "comment")) if text]
    returned = entry.verb == Verb.RETURNED
    return Step(entry.at, name_of(entry), what, "\n".join(said), returned, tuple(_facts(entry)))


def _facts(entry: RecordEntry) -> Iterator[str]:
    details = entry.details if isinstance(entry.details, dict) else {}
    yield from labels(details.get("reasons") or [], Reason)
    for code in labels([details.get("source_checked") or ""], SourceCheck):
        yield _("source: %(how)s") % {"how": code}
    for code in labels([details.get("grade") or ""], Grade):
        yield _("quality: %(grade)s") % {"grade": code}
    yield from labels([details.get("meaning") or ""], Withdrawal.Meaning)


def _before_the_record(visits: Any) -> Iterator[Step]:
    submissions: set[int] = set()
    for visit in visits.select_related("finished_by", "task", "workflow_state__requested_by").order_by("pk"):
        state = visit.workflow_state
        if state.pk not in submissions:
            submissions.add(state.pk)
            yield Step(state.created_at, str(state.requested_by or ""), _("submitted"))
        if visit.finished_at is not None and visit.status in VERDICTS:
            what = VERDICTS[visit.status](visit.task.name)
            returned = visit.status == TaskState.STATUS_REJECTED
            yield Step(visit.finished_at, str(visit.finished_by or ""), what, visit.comment, returned)
