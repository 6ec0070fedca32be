"""Who tells, reads and answers obstacles, and who proposes amendments, as sentences (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from units import people
from units.duties.telling import LEADER
from units.evaluations import rules as evaluation_rules
from units.obstacles.models import AmendmentProposal, Obstacle, ObstacleQuerySet

if TYPE_CHECKING:
    from accounts.models import User

is_office = evaluation_rules.is_office
may_see_all = evaluation_rules.may_see_all


def reach_of(user: User) -> ObstacleQuerySet:
    """What ``user`` reads: all for those who follow all units; one's own, and those of a unit that one leads."""
    if may_see_all(user):
        return Obstacle.objects.all()
    led = [held.unit_id for held in people.held_by(user) if held.unit_id and held.role.code == LEADER]
    return Obstacle.objects.filter(Q(by=user) | Q(unit__in=led))


def refusal_of_reading() -> str:
    """The sentence for whoever asks for an obstacle that is not theirs to read."""
    return _("An obstacle is read by whoever told it, who leads their unit, the office and those who follow all units.")


def refusal_of_answer(user: User) -> str | None:
    """Why ``user`` may not answer; None if they may."""
    if is_office(user):
        return None
    return _("Obstacles are answered by whoever administers units and people; ask the office.")


def refusal_of_proposals(user: User) -> str | None:
    """Why ``user`` sees no proposal; None if they do."""
    if may_see_all(user):
        return None
    return _("Proposals to amend the regulation are read by the office and by those who follow all units.")


def refusal_of_writing(user: User, proposal: AmendmentProposal | None = None) -> str | None:
    """Why ``user`` may not begin a proposal or write on ``proposal``; None if they may."""
    if not is_office(user):
        return _("Proposals are written by whoever administers units and people; ask the office.")
    if proposal is not None and not proposal.is_draft:
        return _("It was put before the Standing Committee, so it stays as it is.")
    return None
