"""What the clock tells by itself: who decides is warned, then who leads the unit, then the office (ND-8.1, ND-8.2).

A held item is left alone: nobody can decide on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import TaskState

from units import calendar
from units.approval import audiences, visiting
from units.approval.due import terms_of
from units.approval.models import Hold, StageState
from units.approval.traits import traits_of
from units.clock.due import warns_at
from units.clock.working_days import WorkingDays
from units.messages.models import Kind, Message

#: The rungs of a visit that waits, in their order, then those of one that was returned; ``StageState.reminded`` keeps
#: the last one reached.
WARNED, OVERDUE, LEADER_TOLD, OFFICE_TOLD, RETURN_OVERDUE, RETURN_ESCALATED = range(1, 7)
LAST_OF_WAITING = OFFICE_TOLD
#: Hours between a rung and the next one: of working days or, for timely news, every hour.
STEP_HOURS = 24
BATCH = 200


@dataclass(frozen=True)
class Reminder:
    """What has become due about one visit: the rung it has come to, its item, and the moment it was due."""

    visit: StageState
    item: Any
    rung: int
    due: datetime
    kind: Kind

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell whoever has not been told; nobody where another run was faster or the item has gone on.

        Of the rungs passed since the last run each circle of people is told of the last one only.
        """
        # This update decides between two runs, so it comes before anything is read.
        claimed = StageState.objects.filter(pk=self.visit.pk, reminded=self.visit.reminded).update(reminded=self.rung)
        if not claimed or not _watched().filter(pk=self.visit.pk).exists():
            return []
        passed = range(max(self.visit.reminded, _first_rung(self.visit) - 1) + 1, self.rung + 1)
        return audiences.tell_of(self.visit, self.item, passed, self.due, self.kind)


def remind(now: datetime) -> Counter[Kind]:
    """Tell whatever has become due; how many people were told of what. May be interrupted and run again at any time."""
    return Counter(Kind(message.kind) for reminder in reminders(now) for message in reminder.give())


def reminders(now: datetime) -> Iterator[Reminder]:
    """What nobody has been told yet, oldest visit first; only items that have come to a rung are fetched."""
    days = WorkingDays.load()
    left = Q(status=TaskState.STATUS_IN_PROGRESS, reminded__lt=LAST_OF_WAITING)
    left |= Q(status=TaskState.STATUS_REJECTED, reminded__lt=RETURN_ESCALATED)
    keys = list(_watched().filter(left).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = StageState.objects.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
        for visit in batch.select_related("unit", "task__stagetask", "workflow_state__workflow__route"):
            # Whether it is timely stands in its text; that is read only where it could make a difference.
            if max(_reached(visit, is_timely, days, now) for is_timely in (True, False)) <= visit.reminded:
                continue
            item = visiting.latest(visit.workflow_state)
            rung = _reached(visit, traits_of(item).timely, days, now)
            if rung > visit.reminded:
                yield Reminder(visit, item, rung, _due(visit), _kind(visit, rung, now))


def _watched() -> QuerySet[StageState]:
    """The visits of items that somebody has to go on with, without those on hold."""
    held = Hold.objects.open().filter(
        item_type=OuterRef("workflow_state__base_content_type"), item_id=OuterRef("workflow_state__object_id")
    )
    waiting = Q(status=TaskState.STATUS_IN_PROGRESS, due_at__isnull=False)
    returned = Q(pk__in=StageState.objects.returned().values("pk"), item_due_at__isnull=False)
    return StageState.objects.filter(~Exists(held), waiting | returned)


def _is_returned(visit: StageState) -> bool:
    return bool(visit.status == TaskState.STATUS_REJECTED)


def _first_rung(visit: StageState) -> int:
    return RETURN_OVERDUE if _is_returned(visit) else WARNED


def _due(visit: StageState) -> datetime:
    # What the clock watches has a due moment.
    return cast(datetime, visit.item_due_at if _is_returned(visit) else visit.due_at)


def _reached(visit: StageState, timely: bool, days: WorkingDays, now: datetime) -> int:
    moments = _moments(visit, timely, days)
    return max((rung for rung, moment in moments.items() if moment <= now), default=0)


def _moments(visit: StageState, timely: bool, days: WorkingDays) -> dict[int, datetime]:
    """When each rung is reached.

    Overdue at the due moment, but never before the visit began: whoever gets an item late is not blamed at once, and
    each step up the ladder leaves them a working day.
    """
    began = visit.finished_at if _is_returned(visit) else visit.started_at
    overdue = max(_due(visit), began)

    def steps(number: int) -> datetime:
        hours = STEP_HOURS * number
        return overdue + timedelta(hours=hours) if timely else days.add_hours(overdue, hours)

    if _is_returned(visit):
        return {RETURN_OVERDUE: overdue, RETURN_ESCALATED: steps(1)}
    warning = min(_warning(visit, timely, days), overdue)
    return {WARNED: warning, OVERDUE: overdue, LEADER_TOLD: steps(1), OFFICE_TOLD: steps(2)}


def _warning(visit: StageState, timely: bool, days: WorkingDays) -> datetime:
    """When the stage's people are warned: as the route says before the item is due, never before the visit began.

    A stage with a limit of its own warns when half of its time has passed, if that is earlier.
    """
    terms = terms_of(visit.workflow_state.workflow.route)
    moment = warns_at(visit.item_due_at or _due(visit), timely, terms, visit.started_at, days)
    if visit.task.stagetask.limit_hours is None:
        return moment
    return min(moment, visit.started_at + (_due(visit) - visit.started_at) / 2)


def _kind(visit: StageState, rung: int, now: datetime) -> Kind:
    if rung == WARNED:
        last_day = calendar.day_of(_due(visit) - timedelta.resolution)
        return Kind.DUE_TODAY if last_day == calendar.day_of(now) else Kind.WAITING
    return Kind.OVERDUE if rung in {OVERDUE, RETURN_OVERDUE} else Kind.ESCALATED
