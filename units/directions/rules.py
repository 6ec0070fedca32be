"""Who directs units, who reports what was done, who accepts it and who reads it, as sentences (LD-6.1c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import calendar, people
from units.directions.models import CLOSED, State, UnitDirection, UnitDirectionQuerySet
from units.duties.telling import LEADER
from units.evaluations import rules as evaluation_rules
from units.models.membership import Capability

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

#: The Standing Committee decides on evaluations and directs units.
may_direct = evaluation_rules.decides


def led_by(user: User) -> set[int]:
    """The units that ``user`` leads; no query where the request has asked for memberships."""
    return {held.unit_id for held in people.held_by(user) if held.unit_id and held.role.code == LEADER}


def may_come(user: User) -> bool:
    """Whether ``user`` reads any direction."""
    return bool(led_by(user)) or evaluation_rules.may_see_all(user)


def reach_of(user: User) -> UnitDirectionQuerySet:
    """What ``user`` reads: all for those who follow all units, those to the units that one leads."""
    if evaluation_rules.may_see_all(user):
        return UnitDirection.objects.all()
    return UnitDirection.objects.filter(unit__in=led_by(user))


def waiting_for(user: User) -> UnitDirectionQuerySet:
    """What waits for ``user``: directions to a unit that they lead, and reports that are theirs to judge."""
    found = UnitDirection.objects.filter(state=State.GIVEN, unit__in=led_by(user))
    if may_direct(user):
        reported = UnitDirection.objects.filter(state=State.REPORTED)
        found |= reported.filter(by=user) | reported.left_by_their_writers()
    return found


def refusal_of_reading(user: User) -> str | None:
    """Why ``user`` reads no direction; None if they read some."""
    return None if may_come(user) else why_not_read()


def why_not_read() -> str:
    """The sentence for whoever asks for a direction that is not theirs to read."""
    return _("A direction is read by whoever leads its unit, by the office and by those who follow all units.")


def refusal_of_directing(user: User) -> str | None:
    """Why ``user`` may not direct a unit; None if they may."""
    return None if may_direct(user) else _("Units are directed by the Standing Committee.")


def refusal_of_day(due_on: date) -> str | None:
    """Why nothing can be due on ``due_on``; None if it can."""
    if due_on < calendar.today():
        return _("This day has passed; give the unit a day from today on.")
    return None


def refusal_of_report(direction: UnitDirection, user: User) -> str | None:
    """Why ``user`` may not report ``direction`` as done; None if they may: its unit's leader answers for it."""
    if not people.holds(user, LEADER, direction.unit):
        return _("What was done is reported by whoever leads %(unit)s.") % {"unit": direction.unit.label}
    if (sentence := _refusal_of_closed(direction)) is not None:
        return sentence
    if direction.state != State.GIVEN:
        return _("It was reported already; the Standing Committee can send it back.")
    return None


def refusal_of_verdict(direction: UnitDirection, user: User) -> str | None:
    """Why ``user`` may not accept the report or send it back; None if they may."""
    if (sentence := _refusal_of_a_stranger(direction, user)) is not None:
        return sentence
    if direction.state != State.REPORTED:
        return _("Only what the unit has reported as done is accepted or sent back, and only once.")
    return None


def refusal_of_withdrawal(direction: UnitDirection, user: User) -> str | None:
    """Why ``user`` may not withdraw ``direction``; None if they may."""
    if (sentence := _refusal_of_a_stranger(direction, user)) is not None:
        return sentence
    return _refusal_of_closed(direction)


def _refusal_of_closed(direction: UnitDirection) -> str | None:
    return _("It is closed already; nothing more can be done with it.") if direction.state in CLOSED else None


def _refusal_of_a_stranger(direction: UnitDirection, user: User) -> str | None:
    """Whoever wrote it goes on with it; another member of the Standing Committee once the writer directs no longer."""
    if not may_direct(user):
        return refusal_of_directing(user)
    if direction.by_id != user.pk and may_direct(direction.by):
        return _("It is for %(person)s to say, who gave the direction.") % {"person": direction.by}
    return None


def circle_of_writer(direction: UnitDirection) -> list[User]:
    """Who follows ``direction``: its writer or, once they direct no longer, everybody who does."""
    if may_direct(direction.by):
        return [direction.by]
    return list(people.with_capability(Capability.DECIDE))
