"""What the clock tells of directions: the unit's leader, then whoever gave them and the office (LD-6.1c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from units.clock.deadlines import ESCALATED, OVERDUE, WARNED, Deadline
from units.clock.rungs import Rung
from units.directions import acting, rules
from units.directions.models import UnitDirection
from units.duties.telling import leaders, office
from units.messages.models import Kind

if TYPE_CHECKING:
    from accounts.models import User


def _leaders(direction: UnitDirection) -> list[User]:
    return leaders(direction.unit)


def _office(direction: UnitDirection) -> list[User]:
    return office()


def _above(direction: UnitDirection) -> list[User]:
    return [*rules.circle_of_writer(direction), *office()]


_WAS_DUE = _("A direction to %(unit)s was to be carried out by %(day)s.")
deadline = Deadline(
    ladder={
        WARNED: Rung((_leaders, _office), _("A direction to %(unit)s is to be carried out by %(day)s."), Kind.WAITING),
        OVERDUE: Rung((_leaders, _office), _WAS_DUE, Kind.OVERDUE),
        ESCALATED: Rung((_above,), _WAS_DUE, Kind.ESCALATED),
    },
    waiting=UnitDirection.objects.with_units,
    related=("unit", "by"),
    values=lambda direction: {"unit": direction.unit.label},
    address=acting.address,
)
