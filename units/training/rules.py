"""Who keeps the register of training, and why somebody gets no role yet (LD-4.2a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units import people
from units.models import Capability, Training, TrainingDemand

if TYPE_CHECKING:
    from accounts.models import User


def may_keep(user: User) -> bool:
    """Whether ``user`` notes trainings and says whether they come first: who keeps the register of units and people."""
    return people.has_capability(user, Capability.REGISTER)


def refusal_of_role(person: User) -> str | None:
    """Why ``person`` gets no role yet; None if they may have one."""
    if not TrainingDemand.objects.current().comes_first or person.trainings.exists():
        return None
    return _("This person has not been trained yet; the office notes the training, then the role can be given.")


def register() -> QuerySet[Training]:
    """Every training with its person and who noted it, the newest first."""
    return Training.objects.select_related("user", "noted_by")
