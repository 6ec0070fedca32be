"""The verbs of delegation: letting somebody decide during an absence, and ending that early (ND-5.4b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from units import people
from units.approval.delegation_rules import DelegationRules
from units.approval.models import Delegation
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Membership
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def delegate(membership: Membership, to: User, first: date, last: date, reason: str, by: User) -> Delegation:  # noqa: PLR0913, PLR0917
    """Let ``to`` decide in the seat of ``membership`` from ``first`` to ``last``, both included.

    Raises ``PermissionDenied`` with a sentence where the rules say no.
    """
    # Two people who delegate one seat at the same instant do so one after the other.
    Membership.objects.select_for_update().only("pk").get(pk=membership.pk)
    rules = DelegationRules(by)
    if not rules.memberships().filter(pk=membership.pk).exists():
        raise PermissionDenied(_("You may only delegate your own role or, as an administrator, one of your unit."))
    if not rules.candidates(membership).filter(pk=to.pk).exists():
        raise PermissionDenied(_("Choose somebody else who works in the same unit; for a role of the site, anybody."))
    if (sentence := rules.refusal_of_days(membership, first, last)) is not None:
        raise PermissionDenied(sentence)
    if not reason.strip():
        raise PermissionDenied(_("Give the reason; everybody who works here can read it."))
    made = Delegation.objects.create(
        membership=membership, delegate=to, valid_from=first, valid_to=last, reason=reason.strip(), made_by=by
    )
    _note(Verb.DELEGATED, made, by, until=last, reason=made.reason)
    sentence = _("%(delegate)s decides in place of %(person)s (%(role)s) from %(first)s to %(last)s: %(reason)s")
    _say(made, by, sentence)
    return made


@transaction.atomic
def end(delegation: Delegation, by: User) -> Delegation:
    """End a delegation before its time: at once or, where the delegate has decided today, tonight.

    Raises ``PermissionDenied`` with a sentence where ``by`` may not.
    """
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if not DelegationRules(by).may_end(locked):
        raise PermissionDenied(_("Only the person who is away, whoever made it or an administrator ends a delegation."))
    locked.valid_to = min(locked.valid_to, DelegationRules.last_day_if_ended_now(locked))
    locked.save(update_fields=["valid_to"])
    _note(Verb.DELEGATION_ENDED, locked, by, until=locked.valid_to)
    _say(locked, by, _("%(delegate)s no longer decides in place of %(person)s (%(role)s) after %(last)s."))
    return locked


def _note(verb: Verb, made: Delegation, by: User, **details: Any) -> None:
    held = made.membership
    note(verb, made, by, unit=held.unit, acts_for=str(held.user), delegate=str(made.delegate), **details)


def _say(made: Delegation, by: User, sentence: str) -> None:
    """Tell the delegate, the one who is away and whoever decides beside them, but not the one who has just acted."""
    held = made.membership
    told = {made.delegate, held.user, *people.holders(held.role.code, held.unit)} - {by}
    text = sentence % {
        "delegate": made.delegate,
        "person": held.user,
        "role": held.role,
        "first": f"{made.valid_from:%d/%m/%Y}",
        "last": f"{made.valid_to:%d/%m/%Y}",
        "reason": made.reason,
    }
    tell(told, Kind.DELEGATED, text, reverse("approval:delegations"), item=made)
