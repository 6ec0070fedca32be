"""The review of who holds a right in a unit: whose it is, when it is due, and the confirmation (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar, people
from units.calendar import Period
from units.clock.working_days import DAY, WorkingDays
from units.duties import spans
from units.duties.spans import Every
from units.entitlements.models import ListReview, ReviewTerms
from units.entitlements.rules import LEADER
from units.members import ending
from units.members.rules import MemberRules
from units.models.membership import Capability, Membership
from units.models.register import Unit, UnitQuerySet
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def quarter_of(day: date) -> Period:
    """The quarter in which ``day`` lies."""
    return spans.period_of(Every.QUARTER, day)


def label(quarter: Period) -> str:
    """The quarter in words."""
    return spans.label(Every.QUARTER, quarter)


def is_demanded(quarter: Period, terms: ReviewTerms) -> bool:
    """Whether leaders have to confirm their lists in ``quarter``."""
    return terms.days > 0 and quarter.first >= terms.since


def last_day(quarter: Period, terms: ReviewTerms, days: WorkingDays) -> date:
    """The last day on which a list is confirmed in time; never later than the quarter itself."""
    return min(days.add_days(quarter.first - DAY, terms.days), quarter.last)


def units_with_rights(on: date) -> UnitQuerySet:
    """The units in which anybody held a right on ``on``: whoever has nobody has nothing to confirm."""
    held = Membership.objects.valid_on(on).filter(unit=OuterRef("pk"))
    return Unit.objects.active(on).filter(Exists(held))


def entries(unit: Unit) -> list[Membership]:
    """Who holds a right in ``unit`` today, in the order of the roles."""
    held = Membership.objects.in_force().filter(unit=unit).select_related("user", "role", "unit")
    return list(held.order_by("role__order", "user__first_name", "pk"))


@dataclass(frozen=True)
class Ending:
    """The memberships that the leader ends in the review, and the decision that they end by."""

    keys: frozenset[int] = frozenset()
    decision: str = ""


class ReviewRules:
    """Who confirms a unit's list, and which entries they may end there."""

    def __init__(self, user: User, unit: Unit) -> None:
        self.user, self.unit = user, unit

    def refusal(self) -> str | None:
        """Why the person may not confirm the list; None for who leads the unit, else for who keeps the register."""
        if people.holds(self.user, LEADER, self.unit):
            return None
        leaders = list(people.holders(LEADER, self.unit))
        if not leaders and people.has_capability(self.user, Capability.REGISTER):
            return None
        names = ", ".join(map(str, leaders)) or _("the unit has no leader, so the office")
        return _("Only the leader confirms this list: %(names)s.") % {"names": names}

    def may_read(self) -> bool:
        """Who may confirm it, who administers the unit's members, and who follows every unit."""
        follows = (Capability.REPORTS, Capability.REGISTER)
        return (
            self.refusal() is None
            or people.has_capability(self.user, Capability.MEMBERS, self.unit)
            or any(people.has_capability(self.user, capability) for capability in follows)
        )

    def refusal_to_end(self, membership: Membership) -> str | None:
        """Why the person may not end ``membership`` in the review; None if they may."""
        return self.refusal() or MemberRules(self.user).refusal_of_person(membership.user)


@transaction.atomic
def confirm(unit: Unit, by: User, shown: Collection[int], away: Ending | None = None) -> ListReview:
    """Confirm the list of ``unit`` for this quarter; ``shown`` are the entries that the leader has read.

    What ``away`` names ends yesterday, at once. Raises ``PermissionDenied`` with a sentence where ``by`` may not, the
    list has changed since it was read, or it has been confirmed already.
    """
    away = away or Ending()
    quarter, rules = quarter_of(calendar.today()), ReviewRules(by, unit)
    review = ListReview.objects.get_or_create(unit=unit, first=quarter.first)[0]
    review = ListReview.objects.select_for_update().get(pk=review.pk)
    listed = entries(unit)
    _demand(rules, review, listed, shown, away)
    ended = [held for held in listed if held.pk in away.keys]
    yesterday = calendar.today() - timedelta(days=1)
    for held in ended:
        ending.end(held, max(yesterday, held.valid_from - DAY), away.decision, by)
    review.kept = [_line(held) for held in listed if held.pk not in away.keys]
    review.ended = [_line(held) for held in ended]
    review.confirmed_by, review.confirmed_at = by, timezone.now()
    review.save()
    note(Verb.LIST_REVIEWED, review, by, unit=unit, period=label(quarter), kept=review.kept, ended=review.ended)
    return review


def _demand(
    rules: ReviewRules, review: ListReview, listed: list[Membership], shown: Collection[int], away: Ending
) -> None:
    refusal = rules.refusal()
    if refusal is None and review.confirmed_by is not None:
        refusal = _("%(person)s has confirmed the list for this quarter already.") % {"person": review.confirmed_by}
    if refusal is None and {held.pk for held in listed} != {*shown}:
        refusal = _("The list has changed since you opened it; read it again before you confirm it.")
    if refusal is None and away.keys and not away.decision.strip():
        refusal = _("Name the decision by which these roles end.")
    for held in listed:
        if refusal is None and held.pk in away.keys:
            refusal = rules.refusal_to_end(held)
    if refusal is not None:
        raise PermissionDenied(refusal)


def _line(held: Membership) -> str:
    return f"{held.user} – {held.role.name}"
