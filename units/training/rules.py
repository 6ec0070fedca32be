"""Who keeps the register of training, and why somebody gets no role yet (LD-4.2a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units import people
from units.models import Capability, Role, Training, TrainingDemand

if TYPE_CHECKING:
    from accounts.models import User


def may_keep(user: User) -> bool:
    """Whether ``user`` notes trainings and says whether they come first: who keeps the register of units and people."""
    return people.has_capability(user, Capability.REGISTER)


def refusal_of_role(person: User, role: Role) -> str | None:
    """Why ``person`` does not get ``role`` yet; None if they may have it.

    A role that lets its holder practise and nothing else is how they are trained, so none comes before it.
    """
    if only_practises(role) or not TrainingDemand.objects.current().comes_first or person.trainings.exists():
        return None
    return _("This person has not been trained yet; the office notes the training, then the role can be given.")


def only_practises(role: Role) -> bool:
    """Whether ``role`` opens the practice area and nothing else."""
    return {*role.capabilities} == {Capability.PRACTISE.value}


def register() -> QuerySet[Training]:
    """Every training with its person and who noted it, the newest first."""
    return Training.objects.select_related("user", "noted_by")
