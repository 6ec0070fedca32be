"""Who may take a measure on an item now; each answers with None or a sentence that says who may (ND-5.1, ND-5.4a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from units.approval import holding, oversight, routes
from units.approval.models import Emergency, Withdrawal
from units.approval.rules import ApprovalRules
from units.approval.traits import traits_of
from units.approval.writers import writers_of
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User


def may_hold(item: Any, user: User) -> str | None:
    """Hold: whoever oversees, leads one of its sections, or decides on it at some stage of its route."""
    if item.structural:
        return _("Sections, directories and units' pages are not held; their names come from the register.")
    if holding.open_hold(item) is not None:
        return _("This item is on hold already.")
    under_way = item.live or item.current_workflow_state is not None or item.scheduled_revision is not None
    if not under_way and not Withdrawal.objects.about(item).open().exists():
        return _("This draft is neither public nor submitted, so there is nothing to hold.")
    return None if _has_a_say(item, user) else _who_decides()


def may_release(item: Any, user: User) -> str | None:
    """Release: whoever may hold; a hold by somebody who oversees is released by somebody who oversees."""
    held = holding.open_hold(item)
    if held is None:
        return _("This item is not on hold.")
    if oversight.oversees(held.by) and not oversight.oversees(user):
        return _who_may(
            _("%(person)s, who oversees the portal, put this item on hold; only these release it: %(names)s."),
            person=held.by,
        )
    return None if _has_a_say(item, user) else _who_decides()


def may_withdraw(item: Any, user: User) -> str | None:
    """Withdraw: what is public or held, by whoever may hold it."""
    if item.structural:
        return _("Sections, directories and units' pages are not withdrawn; their names come from the register.")
    if not item.live and holding.open_hold(item) is None:
        return _("This item is not public, so there is nothing to withdraw.")
    if not item.live and Withdrawal.objects.about(item).open().exists():
        return _("This item was withdrawn already.")
    if holding.open_hold(item) is not None and (sentence := may_release(item, user)) is not None:
        return sentence
    return None if _has_a_say(item, user) else _who_decides()


def may_publish_in_emergency(item: Any, user: User) -> str | None:
    """Emergency: its own permission, and never one's own text."""
    if not oversight.may_publish_in_emergency(user):
        return _who_may(_("Only these may publish in an emergency: %(names)s."), capability=Capability.EMERGENCY)
    if (sentence := holding.refusal(item)) is not None:
        return sentence
    if (sentence := _why_not_at_all(item)) is not None:
        return sentence
    if user.pk in writers_of(item, item.latest_revision_id, item.current_workflow_state):
        return _("You wrote or submitted this item; even in an emergency somebody else publishes it.")
    return None


def _why_not_at_all(item: Any) -> str | None:
    """Why nobody publishes the item in an emergency, whoever it is."""
    if item.structural:
        return _("Sections, directories and units' pages are not published by hand.")
    if item.live and not item.has_unpublished_changes:
        return _("This version is public already.")
    if item.current_workflow_state is None:
        return _("Its author has not submitted this item, and so has not answered for it; let them submit it first.")
    if Withdrawal.objects.about(item).open().exists():
        return _("This item was withdrawn; it comes back only by a new approval.")
    return None


def may_sign_off(item: Any, user: User) -> str | None:
    """Sign off: somebody who decides on such items or may publish in an emergency, and had no part in this one."""
    made = Emergency.objects.about(item).open().last()
    if made is None:
        return _("No emergency publication of this item waits to be signed off.")
    if not who_may_sign_off(made, item).filter(pk=user.pk).exists():
        names = ", ".join(map(str, who_may_sign_off(made, item)[:5]))
        return _("Only an independent person who decides on such items signs this off: %(names)s.") % {"names": names}
    return None


def who_may_sign_off(made: Emergency, item: Any) -> QuerySet[User]:
    """The independent people who may sign off an emergency publication."""
    barred = writers_of(item, made.revision_id, None) | {made.by_id}
    route = routes.in_force_for(item.unit)
    able = Q(pk__in=_with_capability(Capability.EMERGENCY).values("user"))
    for stage in route.stages if route is not None else []:
        able |= Q(pk__in=ApprovalRules(item, stage).eligible().values("pk"))
    users: QuerySet[User] = get_user_model().objects.filter(able, is_active=True).exclude(pk__in=barred)
    return users


def _has_a_say(item: Any, user: User) -> bool:
    if not user.is_active:
        return False
    return oversight.oversees(user) or _decides(item, user) or _leads(item, user)


def _decides(item: Any, user: User) -> bool:
    route = routes.in_force_for(item.unit)
    return route is not None and any(ApprovalRules(item, stage).mandate(user) for stage in route.stages)


def _leads(item: Any, user: User) -> bool:
    """Whether the person controls a section of the item: the lead unit's right to unpublish there (LD-3.1a)."""
    leads = {unit for section in traits_of(item).sections for unit in section.leads}
    held = Membership.objects.in_force().filter(user=user, unit__in=leads).select_related("role")
    return any(Capability.CONTROL in membership.role.capabilities for membership in held)


def _with_capability(capability: Capability) -> QuerySet[Membership]:
    held = Membership.objects.in_force().filter(unit=None).select_related("role")
    ids = [membership.pk for membership in held if capability in membership.role.capabilities]
    return Membership.objects.filter(pk__in=ids)


def _who_decides() -> str:
    return _who_may(_("Only who decides on this item or oversees the portal may do this: %(names)s."))


def _who_may(sentence: str, capability: Capability = Capability.OVERSEE, **values: Any) -> str:
    holders = _with_capability(capability).select_related("user")[:5]
    names = ", ".join(str(membership.user) for membership in holders) or _("nobody at present; tell the office")
    return sentence % {"names": names, **values}
