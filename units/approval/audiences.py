"""Whom the clock tells at each rung of its ladder, and in which words (ND-8.1, ND-8.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from units import people
from units.approval import items, notices
from units.approval.rules import ApprovalRules
from units.contributions.periods import moment_text
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageState

LEADER = "leader"

Circle = Callable[["StageState", Any], "list[User]"]


def deciders(visit: StageState, item: Any) -> list[User]:
    """Who may decide on the item where it waits, whoever it is assigned to first."""
    eligible = list(ApprovalRules(item, visit.task.stagetask, visit).eligible())
    return sorted(eligible, key=lambda user: user.pk != visit.assignee_id)


def authors(visit: StageState, item: Any) -> list[User]:
    """Who answers for a returned item."""
    return list(notices.people_of(item))


def leaders(visit: StageState, item: Any) -> list[User]:
    """Who leads the item's unit."""
    return list(people.holders(LEADER, visit.unit).order_by("pk")) if visit.unit is not None else []


def office(visit: StageState, item: Any) -> list[User]:
    """Who administers units and people for the whole portal and can appoint somebody."""
    return list(people.with_capability(Capability.REGISTER))


@dataclass(frozen=True)
class Rung:
    """The circle that is told, and failing anybody in it the next one; what they are told, and as what."""

    circles: Sequence[Circle]
    sentence: Any
    kind: Kind


OFFICE_SENTENCE = _(
    "An item of %(unit)s has been overdue since %(due)s at the stage “%(stage)s”; see who can decide there, or appoint "
    "somebody."
)
#: The rungs in the order of the constants of ``units.approval.reminding``.
LADDER = (
    Rung(
        (deciders, leaders, office),
        _("“%(title)s” waits for a decision at the stage “%(stage)s” until %(due)s."),
        Kind.WAITING,
    ),
    Rung(
        (deciders, leaders, office),
        _("“%(title)s” has been overdue since %(due)s at the stage “%(stage)s”."),
        Kind.OVERDUE,
    ),
    Rung(
        (leaders, office),
        _("“%(title)s” of your unit has been overdue since %(due)s at the stage “%(stage)s”."),
        Kind.ESCALATED,
    ),
    Rung((office,), OFFICE_SENTENCE, Kind.ESCALATED),
    Rung(
        (authors, leaders, office),
        _("“%(title)s” was returned and has been overdue since %(due)s; mend it and submit it again."),
        Kind.OVERDUE,
    ),
    Rung(
        (leaders, office),
        _("“%(title)s” of your unit was returned to its author and has been overdue since %(due)s."),
        Kind.ESCALATED,
    ),
)


def tell_of(visit: StageState, item: Any, passed: Iterable[int], due: datetime, kind: Kind) -> list[Message]:
    """Tell of the rungs ``passed`` (1 is the lowest): each circle of the last that is its own, each person once.

    ``kind`` is what the last of them is told as. The office is told of the unit and the stage alone: what another unit
    has not published yet stays unnamed (ND-13.6a).
    """
    last_of_circle = {LADDER[number - 1].circles[0]: LADDER[number - 1] for number in passed}
    rungs = list(last_of_circle.values())
    told: list[Message] = []
    known: set[int] = set()
    for rung in rungs:
        circle, found = _first_with_people(rung, visit, item)
        asked = [person for person in found if person.pk not in known]
        known |= {person.pk for person in asked}
        values = {
            "title": notices.title_of(item),
            "stage": visit.task.name,
            "unit": visit.unit,
            # The last minute at which it was in time.
            "due": moment_text(due - timedelta.resolution),
        }
        as_kind = kind if rung is rungs[-1] else rung.kind
        if circle is office:
            text, url = str(OFFICE_SENTENCE) % values, reverse("clock:late")
            told += tell(asked, as_kind, text, url, about=str(visit.unit or ""))
        else:
            told += tell(asked, as_kind, str(rung.sentence) % values, items.review_url(item), item=item)
    return told


def _first_with_people(rung: Rung, visit: StageState, item: Any) -> tuple[Circle, list[User]]:
    for circle in rung.circles[:-1]:
        if found := circle(visit, item):
            return circle, found
    return rung.circles[-1], rung.circles[-1](visit, item)
