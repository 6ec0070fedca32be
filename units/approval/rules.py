"""Who may act on an item now? The one door for approval (LD-5.1a, ND-9.1); superusers are no exception."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from units.approval import holding, routes
from units.approval.models import Delegation, Seat, StageState, Verdict
from units.approval.needs import Need
from units.approval.traits import traits_of
from units.approval.writers import writers_of
from units.models.membership import Membership

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageTask
    from units.models import Unit

NAMED = 5


@dataclass(frozen=True)
class Mandate:
    """The seats somebody may fill: the units, None for the site, and who they act for where it is not their own."""

    units: tuple[int | None, ...]
    acts_for: int | None = None


class ApprovalRules:
    """The rules for one item at one stage of its route."""

    def __init__(self, item: Any, stage: StageTask, visit: StageState | None = None) -> None:
        self.item = item
        self.stage = stage
        self.visit = visit or StageState.objects.waiting().of(item).filter(task=stage.pk).last()

    @cached_property
    def places(self) -> list[int | None]:
        """The units whose holders of the stage's role are asked; None stands for the site."""
        if self.visit is not None and (seats := list(Seat.objects.filter(visit=self.visit).values_list("unit"))):
            return [unit for (unit,) in seats]
        needs: list[Need] = self.stage.needs_of(traits_of(self.item), self.item.unit)
        return [unit for need in needs for unit in need.units]

    @cached_property
    def writers(self) -> set[int]:
        """Everybody who answers for the text; none of them may approve it."""
        return writers_of(self.item, self.item.latest_revision_id, self.item.current_workflow_state)

    @cached_property
    def earlier_approvers(self) -> set[int]:
        """Whoever approved in this submission already, for themselves or in somebody's place: no one counts twice."""
        state = self.item.current_workflow_state
        if state is None:
            return set()
        now = self.item.latest_revision_id
        counts = Q(visit__revision=now) | Q(visit__followers__revision=now)
        given = Verdict.objects.approving().filter(counts, visit__workflow_state=state)
        return {pk for pair in given.values_list("user", "acts_for") for pk in pair if pk is not None}

    def mandate(self, user: User) -> Mandate | None:
        """The seats that ``user`` may fill today, by their own role or, failing that, for somebody absent."""
        if not user.is_active:
            return None
        held = Membership.objects.in_force().filter(self._at_places("unit"), role=self.stage.role)
        own = tuple(held.filter(user=user).values_list("unit", flat=True).distinct())
        if own:
            return Mandate(own)
        lent = Delegation.objects.in_force().filter(delegate=user, membership__in=held.exclude(user__in=self.writers))
        for absent in lent.values_list("membership__user", flat=True).distinct().order_by("membership__user"):
            units = tuple(held.filter(user=absent, delegations__in=lent).values_list("unit", flat=True).distinct())
            return Mandate(units, absent)
        return None

    def _at_places(self, field: str) -> Q:
        units = [unit for unit in self.places if unit is not None]
        site = Q(**{f"{field}__isnull": True}) if None in self.places else Q(pk__in=[])
        return Q(**{f"{field}__in": units}) | site

    def eligible(self) -> QuerySet[User]:
        """The people who may approve the item at this stage today, delegates included."""
        held = Membership.objects.in_force().filter(self._at_places("unit"), role=self.stage.role)
        barred = self.writers | self.earlier_approvers
        lent = Delegation.objects.in_force().filter(membership__in=held.exclude(user__in=barred))
        users: QuerySet[User] = get_user_model().objects.filter(is_active=True).exclude(pk__in=barred)
        return users.filter(Q(pk__in=held.values("user")) | Q(pk__in=lent.values("delegate")))

    def refusal(self, user: User, visit: TaskState | None = None) -> str | None:
        """Why ``user`` may not approve or return the item now, as a sentence; None if they may."""
        mandate = self.mandate(user)
        if mandate is None:
            return self._named(_("Only %(role)s decides on this item at this stage: %(names)s."))
        if user.pk in self.writers:
            return self._named(_("You wrote or submitted this item, so somebody else has to decide on it: %(names)s."))
        if {user.pk, mandate.acts_for} & self.earlier_approvers:
            return self._named(
                _("You approved this item at an earlier stage, so somebody else has to decide on it: %(names)s.")
            )
        return self._refusal_of_state(user, visit)

    def _refusal_of_state(self, user: User, visit: TaskState | None) -> str | None:
        if visit is not None and visit.status != TaskState.STATUS_IN_PROGRESS:
            return _("This item no longer waits here; somebody has decided on it in the meantime.")
        if (sentence := holding.refusal(self.item)) is not None:
            return sentence
        if self.visit is not None and self.visit.editor_id is not None:
            return _("%(person)s is editing this item; decide when it has been handed over.") % {
                "person": self.visit.editor
            }
        if visit is not None and visit.revision_id != self.item.latest_revision_id:
            return _("The item was changed after it had been submitted; its author has to submit it again.")
        return None

    def _named(self, sentence: str) -> str:
        return sentence % {"role": self.stage.role.name, "names": self.names()}

    def names(self) -> str:
        """Who may decide instead, by name; where nobody may, whom to tell."""
        names = ", ".join(user.get_full_name() or user.username for user in self.eligible()[:NAMED])
        return names or _("at present nobody holds this role and may decide; tell the office")

    @classmethod
    def why_no_route(cls, page: Any, unit: Unit | None, submitter: User | None = None) -> str | None:
        """Why ``submitter`` cannot submit an item of ``unit``, as a sentence; None if they can (LD-5.1a).

        ``page`` is the item or, before it is saved, its parent.
        """
        from units.approval.vacancies import why_nobody

        route = routes.in_force_for(unit)
        if route is None:
            return _("No approval route holds here, so the item cannot be submitted; tell the office.")
        return why_nobody(route, page, unit, submitter)
