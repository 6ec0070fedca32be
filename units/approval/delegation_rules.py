"""Who may let whom decide in whose place, and for how long, as sentences (ND-5.4b, ND-10.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from units import calendar, people
from units.approval.models import Delegation, StageTask
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_DAYS = 90


class DelegationRules:
    """What ``user`` may delegate: their own roles that decide somewhere, and others' as their administrator."""

    def __init__(self, user: User) -> None:
        self.user = user

    def memberships(self) -> QuerySet[Membership]:
        """The memberships whose seat the person may give to somebody else: only roles that decide at a stage."""
        decides = Exists(StageTask.objects.filter(role=OuterRef("role"), active=True))
        not_over = Q(valid_to=None) | Q(valid_to__gte=calendar.today())
        whose = Q(user=self.user)
        if people.has_capability(self.user, Capability.REGISTER):
            whose = Q()
        else:
            whose |= Q(unit__in=people.units_with(self.user, Capability.MEMBERS).values("pk"))
        found = Membership.objects.filter(decides, not_over, whose, user__is_active=True)
        return found.select_related("user", "role", "unit").order_by("unit__order", "role__order", "user__first_name")

    def may_end(self, delegation: Delegation) -> bool:
        """Whether the person may end it: the one who is away, whoever made it, and their administrators."""
        if delegation.valid_to < calendar.today():
            return False
        held = delegation.membership
        if self.user.pk in {held.user_id, delegation.made_by_id}:
            return True
        administers = people.has_capability(self.user, Capability.MEMBERS, held.unit) if held.unit else False
        return administers or people.has_capability(self.user, Capability.REGISTER)

    @staticmethod
    def candidates(membership: Membership) -> QuerySet[User]:
        """Who may sit in the seat of ``membership``: people who work in the same unit, for a role of the site anybody.

        The person whose seat it is is not among them.
        """
        held = Membership.objects.in_force()
        if membership.unit_id is not None:
            held = held.filter(unit=membership.unit_id)
        users: QuerySet[User] = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
        return users.exclude(pk=membership.user_id).order_by("first_name", "last_name", "pk")

    @staticmethod
    def refusal_of_days(membership: Membership, first: date, last: date) -> str | None:
        """Why the seat cannot be given away from ``first`` to ``last``, as a sentence; None where it can."""
        if last < first:
            return _("The end lies before the beginning; correct one of the two dates.")
        if first < calendar.today():
            return _("Nobody delegates for days that have passed; begin today or later.")
        if (last - first).days >= LONGEST_DAYS:
            return _("A delegation lasts %(days)s days at the most; for longer, give somebody the role.") % {
                "days": LONGEST_DAYS
            }
        if membership.valid_to is not None and last > membership.valid_to:
            return _("The role itself ends on %(day)s; end the delegation by then.") % {
                "day": f"{membership.valid_to:%d/%m/%Y}"
            }
        other = Delegation.objects.filter(membership=membership, valid_from__lte=last, valid_to__gte=first).first()
        if other is not None:
            return _("%(person)s decides in this place from %(first)s to %(last)s already; end that first.") % {
                "person": other.delegate,
                "first": f"{other.valid_from:%d/%m/%Y}",
                "last": f"{other.valid_to:%d/%m/%Y}",
            }
        return None

    @staticmethod
    def last_day_if_ended_now(delegation: Delegation) -> date:
        """The last day of a delegation that is ended now: yesterday, or today where the delegate has decided today.

        What they have decided stays justified. One that has not begun never does: it ends on the day before.
        """
        today = calendar.today()
        if delegation.valid_from > today:
            return delegation.valid_from - timedelta(days=1)
        used = delegation.delegate.verdicts.filter(
            acts_for=delegation.membership.user_id, at__gte=calendar.start_of(today)
        )
        return today if used.exists() else today - timedelta(days=1)
