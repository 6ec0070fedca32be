"""Who lays criteria, draws scorecards up, comments and approves, and who sees whose, as sentences (LD-7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.duties.telling import LEADER
from units.evaluations import rules as evaluation_rules
from units.models.register import Unit
from units.scorecards.models import Scorecard

if TYPE_CHECKING:
    from accounts.models import User

reach_of = evaluation_rules.reach_of
may_see_all = evaluation_rules.may_see_all
is_office = evaluation_rules.is_office
decides = evaluation_rules.decides


def may_see(user: User, unit: Unit) -> bool:
    """Whether ``user`` sees the scorecards of ``unit``: its own people, and those who follow all units."""
    return may_see_all(user) or any(held.unit_id == unit.pk for held in people.held_by(user))


def refusal(user: User, unit: Unit) -> str | None:
    """Why ``user`` sees no scorecard of ``unit``; None if they do."""
    if may_see(user, unit):
        return None
    return _("A scorecard is seen by the people of its unit and by those who follow all units.")


def refusal_of_office(user: User) -> str | None:
    """Why ``user`` may not lay criteria or draw scorecards up; None if they may."""
    if is_office(user):
        return None
    return _("Criteria and scorecards are kept by whoever administers units and people; ask the office.")


def refusal_of_comment(user: User, card: Scorecard) -> str | None:
    """Why ``user`` may not comment on ``card``; None if they may: who leads the unit, until it is approved."""
    if not people.holds(user, LEADER, card.unit):
        return _("The leader of the unit comments on its scorecard.")
    return _("This scorecard is approved and locked; nothing of it changes any more.") if card.is_locked else None


def refusal_of_approval(user: User, card: Scorecard | None = None) -> str | None:
    """Why ``user`` may not approve scorecards, or ``card``; None if they may."""
    if not decides(user):
        return _("Scorecards are approved by the Standing Committee.")
    if card is not None and card.is_locked:
        return _("This scorecard is approved and locked; nothing of it changes any more.")
    if card is not None and card.drawn_by_id == user.pk:
        return _("You drew it up yourself; somebody else approves it.")
    return None
