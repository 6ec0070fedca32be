"""Who writes, sends, accepts and approves evaluations, and who reads whose, as sentences (LD-5.2, LD-7.3b)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.duties import rules as duty_rules
from units.duties.telling import LEADER
from units.evaluations.models import Evaluation, State
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

#: Whose evaluations a person finds is the same question as whose duties.
reach_of = duty_rules.reach_of


def is_office(user: User) -> bool:
    """Whether ``user`` accepts evaluations and writes the report of a quarter."""
    return people.has_capability(user, Capability.REGISTER)


def decides(user: User) -> bool:
    """Whether ``user`` is of those who approve."""
    return people.has_capability(user, Capability.DECIDE)


def may_see_all(user: User) -> bool:
    """Whether ``user`` follows every unit."""
    return people.has_capability(user, Capability.REPORTS) or is_office(user) or decides(user)


def refusal_of_all(user: User) -> str | None:
    """Why ``user`` does not see the report on a quarter; None if they do."""
    if may_see_all(user):
        return None
    return _("The report on a quarter is read by the office and by those who follow all units.")


def refusal_of_office(user: User) -> str | None:
    """Why ``user`` may not write the report or change the terms; None if they may."""
    if is_office(user):
        return None
    return _("This is done by whoever administers units and people; ask the office.")


class EvaluationRules:
    """The rules for one unit's evaluation of one quarter and one person."""

    def __init__(self, unit: Unit, evaluation: Evaluation | None, user: User) -> None:
        self.unit = unit
        self.evaluation = evaluation
        self.user = user

    @cached_property
    def is_of_unit(self) -> bool:
        """Whether the person works in the unit."""
        return any(held.unit_id == self.unit.pk for held in people.held_by(self.user))

    @property
    def may_see(self) -> bool:
        """Whether the person may know how far it has come: the unit's people, and those who follow all units."""
        return self.is_of_unit or may_see_all(self.user)

    @property
    def may_read(self) -> bool:
        """Whether the person may read what the unit wrote: others only while it is handed in."""
        return self.is_of_unit or (
            self.evaluation is not None and not self.evaluation.is_open and may_see_all(self.user)
        )

    def why_not_see(self) -> str | None:
        """Why the person sees nothing of it."""
        if self.may_see:
            return None
        return _("An evaluation is seen by the people of its unit and by those who follow all units.")

    @cached_property
    def _leads(self) -> bool:
        return people.holds(self.user, LEADER, self.unit)

    def why_not_write(self) -> str | None:
        """Why the person may not write on it: whoever edits everything of the unit does, and who leads it."""
        if not self._leads and not people.has_capability(self.user, Capability.EDIT, self.unit):
            return _("It is written by whoever leads %(unit)s or edits everything of it.") % {"unit": self.unit.label}
        if self.evaluation is not None and not self.evaluation.is_open:
            return _("It was sent, so it stays as it is; the office can return it.")
        return None

    def why_not_send(self) -> str | None:
        """Why the person may not send it: only who leads the unit answers for it."""
        if not self._leads:
            leaders = ", ".join(str(person) for person in people.holders(LEADER, self.unit).order_by("pk")[:3])
            if not leaders:
                return _("%(unit)s has no leader today, and only its leader sends it; tell the office.") % {
                    "unit": self.unit.label
                }
            return _("It is sent by whoever leads the unit: %(names)s.") % {"names": leaders}
        return self.why_not_write()

    def why_not_accept(self) -> str | None:
        """Why the person may not accept what was sent."""
        if not is_office(self.user):
            return _("Evaluations are accepted by whoever administers units and people; ask the office.")
        return self._why_not_decide(State.SENT, _("Only what was sent to the office is accepted, and only once."))

    def why_not_approve(self) -> str | None:
        """Why the person may not approve what the office accepted."""
        if not decides(self.user):
            return _("Evaluations are approved by the Standing Committee.")
        return self._why_not_decide(State.ACCEPTED, _("Only what the office has accepted is approved, and only once."))

    def why_not_return(self) -> str | None:
        """Why the person may not return it: at the office the office does, before the Standing Committee they do."""
        if self.evaluation is not None and self.evaluation.state == State.ACCEPTED:
            return self.why_not_approve()
        return self.why_not_accept()

    def _why_not_decide(self, state: State, otherwise: str) -> str | None:
        if self.evaluation is None or self.evaluation.state != state:
            return otherwise
        if self.evaluation.sent_by_id == self.user.pk:
            return _("You sent it yourself; somebody else decides on it.")
        return None
