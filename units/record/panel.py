"""Who answers for an item: the panel "Trách nhiệm" (LD-1.2c)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min

from units.contributions.countable import AuthorFact, facts_of
from units.record.models import RecordEntry
from units.record.speaking import COMMENT, said_in
from units.record.verbs import Verb
from units.record.words import name_of

DECISIONS = (Verb.APPROVED, Verb.EDITED, Verb.RETURNED, Verb.SIGNED_OFF)
RELEASES = (Verb.PUBLISHED, Verb.EMERGENCY)


@dataclass(frozen=True)
class Act:
    """Somebody did something at a time; ``stage``, ``acts_for`` and ``comment`` where they were noted."""

    who: str
    what: str
    at: datetime
    stage: str = ""
    acts_for: str = ""
    comment: str = ""
    is_return: bool = False


@dataclass(frozen=True)
class Editor:
    """Somebody who saved versions: how many, the first and the last."""

    name: str
    versions: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Responsibility:
    """Everybody who answers for an item, in the order in which it passed through their hands."""

    owner: str
    submitted: Act | None
    authors: list[AuthorFact]
    editors: list[Editor]
    decisions: list[Act]
    released: Act | None
    versions: int
    unit_name: str = ""


def responsibility_of(item: Any) -> Responsibility:
    """Who answers for ``item``, any page or object with versions; five queries at the most."""
    acts = list(RecordEntry.objects.about(item).filter(verb__in=[Verb.SUBMITTED, *DECISIONS, *RELEASES]))
    submissions = [entry for entry in acts if entry.verb == Verb.SUBMITTED]
    releases = [entry for entry in acts if entry.verb in RELEASES]
    facts = facts_of(item)
    editors = _editors(item)
    return Responsibility(
        owner=str(getattr(item, "owner", None) or ""),
        submitted=_act(submissions[0]) if submissions else None,
        authors=facts.authors if facts else [],
        editors=editors,
        decisions=_acts(entry for entry in acts if entry.verb in DECISIONS),
        released=_released(releases),
        versions=sum(editor.versions for editor in editors),
        unit_name=acts[-1].unit_name if acts else "",
    )


def _released(releases: list[RecordEntry]) -> Act | None:
    """Who first made public the version that was public last: after a hold it comes back, it is not released again."""
    same = [entry for entry in releases if entry.revision_id == releases[-1].revision_id]
    return _act(same[0]) if same else None


def _editors(item: Any) -> list[Editor]:
    revisions = getattr(item, "revisions", None)
    if revisions is None:
        return []
    people = (
        revisions.order_by()
        .values("user", "user__last_name", "user__first_name", "user__username")
        .annotate(versions=Count("pk"), first_at=Min("created_at"), last_at=Max("created_at"))
        .order_by("first_at")
    )
    return [
        Editor(
            name=f"{row['user__last_name'] or ''} {row['user__first_name'] or ''}".strip()
            or row["user__username"]
            or "",
            versions=row["versions"],
            first_at=row["first_at"],
            last_at=row["last_at"],
        )
        for row in people
    ]


def _acts(entries: Iterable[RecordEntry]) -> list[Act]:
    return [_act(entry) for entry in entries]


def _act(entry: RecordEntry) -> Act:
    return Act(
        who=name_of(entry),
        what=entry.verb_label,
        at=entry.at,
        stage=said_in(entry, "stage"),
        acts_for=said_in(entry, "acts_for"),
        comment=said_in(entry, COMMENT),
        is_return=entry.verb == Verb.RETURNED,
    )
