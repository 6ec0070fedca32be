"""Who records, confirms and takes back commendations, and who sees what is not public yet, as sentences (LD-7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units.commendations.models import Commendation, CommendationQuerySet, State
from units.evaluations import rules as evaluation_rules
from units.evaluations.rules import decides, is_office

if TYPE_CHECKING:
    from accounts.models import User

may_see_all = evaluation_rules.may_see_all


def reach_of(user: User) -> CommendationQuerySet:
    """What ``user`` finds: all for those who follow all units, what is public for everybody else who works here."""
    return Commendation.objects.all() if may_see_all(user) else Commendation.objects.public()


def refusal_of_recording(user: User) -> str | None:
    """Why ``user`` may not record one; None if they may."""
    if is_office(user):
        return None
    return _("Commendations are recorded by whoever administers units and people, from a decision; ask the office.")


def refusal_of_confirming(user: User, found: Commendation) -> str | None:
    """Why ``user`` may not confirm ``found`` and so make it public; None if they may."""
    if not decides(user):
        return _("Commendations are confirmed by the Standing Committee.")
    if found.state != State.RECORDED:
        return _("Only a commendation that was recorded is confirmed, and only once.")
    if found.recorded_by_id == user.pk:
        return _("You recorded it yourself; a second person confirms it.")
    return None


def refusal_of_revoking(user: User, found: Commendation) -> str | None:
    """Why ``user`` may not take ``found`` back; None if they may: the office or the Standing Committee."""
    if not (is_office(user) or decides(user)):
        return _("Commendations are taken back by the office or the Standing Committee.")
    return _("This commendation has been taken back already.") if found.state == State.REVOKED else None
