"""When an item, and the stage it stands at, is due: the calendar asked with what a route sets (ND-8.1, ND-8.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from units.approval.traits import traits_of
from units.clock.due import Terms, item_due, stage_due
from units.clock.working_days import WorkingDays

if TYPE_CHECKING:
    from units.approval.models import Route, StageState, StageTask


def terms_of(route: Route) -> Terms:
    """What ``route`` says about time."""
    return Terms(days=route.days, working=route.days_are_working, warns_days=route.warns_days)


def of_visit(visit: StageState, stage: StageTask, item: Any) -> tuple[datetime | None, datetime | None]:
    """When the whole item is due, and when this stage has to have decided."""
    traits, days = traits_of(item), WorkingDays.load()
    state = visit.workflow_state
    whole = traits.due_at or item_due(
        traits.timely,
        traits.event_date,
        traits.completed_on,
        state.created_at,
        terms_of(state.workflow.route),
        days,
    )
    return whole, stage_due(visit.started_at, stage.limit_hours, traits.timely, whole, days)
