"""Items that were published late or wait past their due moment, and what delayed each of them (ND-8.1, ND-8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import WorkflowState

from units.approval.models import StageState
from units.calendar import Period
from units.clock import history
from units.clock.delay import Delay, every_minute, replay
from units.clock.due import item_due
from units.clock.history import Key
from units.clock.working_days import WorkingDays
from units.contributions.models import Contribution
from units.contributions.readers import Reach


@dataclass(frozen=True)
class LateItem:
    """An item that missed its due moment; ``published_at`` is None while it waits, ``visit_id`` while it does not."""

    key: Key
    title: str
    unit_id: int
    unit_name: str
    timely: bool
    due: datetime
    published_at: datetime | None = None
    visit_id: int | None = None


def late_items(reach: Reach, period: Period, now: datetime) -> list[LateItem]:
    """What the person may know of that was published late in ``period``, or was overdue in it and still waits.

    Those that wait come first, each group by due moment; five queries however many items there are.
    """
    found = [*_waiting(reach, period, now), *_published(reach, period)]
    return sorted(found, key=lambda item: (item.published_at is not None, item.due, item.key))


def delays_of(items: Sequence[LateItem], now: datetime) -> list[Delay]:
    """The delay of each of ``items``, in their order; three queries.

    Days off do not count in the minutes of the stages, except for timely items.
    """
    days = WorkingDays.load()
    told = history.histories({item.key: item.published_at for item in items})
    return [
        replay(told[item.key], item.due, item.published_at, now, every_minute if item.timely else days.minutes_between)
        for item in items
    ]


def _published(reach: Reach, period: Period) -> list[LateItem]:
    rows = {_key(row): row for row in reach.rows().within(period).defer("sections")}
    stated = _stated({key: row.published_at for key, row in rows.items()})
    found = []
    for key, row in rows.items():
        # What the last stage was told counts; the ledger alone speaks for items without such a visit.
        due = stated.get(key) or item_due(row.timely, row.event_date, None, row.submitted_at)
        if due is not None and row.published_at >= due:
            found.append(LateItem(key, row.title, row.unit_id, row.unit_name, row.timely, due, row.published_at))
    return found


def _stated(published: dict[Key, datetime]) -> dict[Key, datetime]:
    visits = (
        StageState.objects.filter(history.among(published, "workflow_state__"), item_due_at__isnull=False)
        .order_by("pk")
        .values_list("workflow_state__base_content_type", "workflow_state__object_id", "started_at", "item_due_at")
    )
    return {(base, pk): due for base, pk, started, due in visits if started < published[base, pk]}


def _waiting(reach: Reach, period: Period, now: datetime) -> list[LateItem]:
    if now < period.begins_at:
        return []
    visit = "current_task_state__stagestate__"
    states = WorkflowState.objects.filter(
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        **{f"{visit}item_due_at__lt": period.ends_at, f"{visit}item_due_at__lte": now},
    )
    if not reach.everything:
        states = states.filter(**{f"{visit}unit__in": [unit.pk for unit in reach.units]})
    rows = list(
        states.values(
            "content_type",
            "base_content_type",
            "object_id",
            visit_id=F("current_task_state"),
            due=F(f"{visit}item_due_at"),
            owner=F(f"{visit}unit"),
            owner_name=F(f"{visit}unit__name"),
            title=F("current_task_state__revision__content__title"),
            timely=F("current_task_state__revision__content__timely"),
        )
    )
    counted = _counted(rows)
    return [
        LateItem(
            (row["base_content_type"], row["object_id"]),
            str(row["title"] or ""),
            row["owner"],
            row["owner_name"],
            bool(row["timely"]),
            row["due"],
            visit_id=row["visit_id"],
        )
        for row in rows
        if (row["content_type"], row["object_id"]) not in counted
    ]


def _counted(rows: list[dict[str, Any]]) -> set[Key]:
    """Those that were public before; an update of theirs waits, which is nobody's delay."""
    pks = [row["object_id"] for row in rows if row["object_id"].isdecimal()]
    known = Contribution.objects.order_by().filter(item_id__in=pks).values_list("item_type", "item_id")
    return {(item_type, str(pk)) for item_type, pk in known}


def _key(row: Contribution) -> Key:
    return history.key_in(ContentType.objects.get_for_id(row.item_type_id), row.item_id)
