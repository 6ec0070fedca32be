"""Who stands behind a public item: the bodies that approved the version readers see (ND-9.1)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from units.approval.models import StageTask, Verdict
from units.models.register import Unit


def authority_of(item: Any) -> str:
    """The approving bodies by role and unit, in the order of the stages; empty for what no route has approved.

    Whoever approved before a later stage edited the text is among them, as their approval was carried along.
    One query, and one more where lead units of a section approved.
    """
    public = item.live_revision_id
    given = (
        Verdict.objects.approving()
        .filter(Q(visit__revision=public) | Q(visit__followers__revision=public))
        .order_by("pk")
        .values_list(
            "visit__task__stagetask__role__name", "visit__task__stagetask__scope", "visit__unit__name", "units"
        )
    )
    verdicts = list(given) if public else []
    leads = {unit for _role, scope, _unit, units in verdicts if scope == StageTask.Scope.LEADS for unit in units}
    names = dict(Unit.objects.filter(pk__in=leads).values_list("pk", "name")) if leads else {}
    bodies: list[str] = []
    for role, scope, unit, units in verdicts:
        if scope == StageTask.Scope.LEADS:
            bodies += [f"{role} {names[lead]}" for lead in units]
        else:
            bodies.append(f"{role} {unit}" if scope == StageTask.Scope.UNIT else role)
    return "; ".join(dict.fromkeys(bodies))
