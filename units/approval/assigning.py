"""Who of the approvers takes an item on: the one with the fewest, never somebody away; others may still (ND-5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from units.approval import notices
from units.approval.locking import lock
from units.approval.models import Delegation, StageState
from units.approval.rules import ApprovalRules

if TYPE_CHECKING:
    from accounts.models import User


def assign(visit: StageState, rules: ApprovalRules) -> None:
    """Give the visit to whoever has the fewest assigned to them and is not away today; to nobody if all are."""
    waiting = StageState.objects.waiting().filter(assignee=OuterRef("pk")).order_by().values("assignee")
    load = Subquery(waiting.annotate(many=Count("pk")).values("many"), output_field=IntegerField())
    away = Delegation.objects.in_force().filter(membership__role=rules.stage.role).values("membership__user")
    present = rules.eligible().exclude(pk__in=away).annotate(load=Coalesce(load, 0))
    visit.assignee = present.order_by("load", "pk").first()
    visit.save(update_fields=["assignee"])


@transaction.atomic
def reassign(item: Any, user: User, to: User) -> None:
    """Give the item that waits to somebody else of its stage.

    Raises ``PermissionDenied`` unless both may decide on it.
    """
    lock(item)
    visit = StageState.objects.waiting().of(item).last()
    rules = ApprovalRules(item, visit.task.specific, visit) if visit is not None else None
    if visit is None or rules is None:
        raise PermissionDenied(_("This item no longer waits here; somebody has decided on it in the meantime."))
    if not rules.eligible().filter(pk=user.pk).exists():
        raise PermissionDenied(rules.refusal(user))
    if not rules.eligible().filter(pk=to.pk).exists():
        raise PermissionDenied(
            _("%(person)s may not decide on this item; choose one of these: %(names)s.")
            % {"person": to, "names": rules.names()}
        )
    visit.assignee = to
    visit.save(update_fields=["assignee"])
    notices.assigned(visit, item, user)
