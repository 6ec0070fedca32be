"""What a demonstration is built of: each room registers its tasks, and all are done in the order of their hours.

Nothing of it goes round approval: the people of the demonstration write, submit, return and approve as the route says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from units.approval import actions, items
from units.approval.checklist import Grade, Question, SourceCheck
from units.approval.rules import ApprovalRules

if TYPE_CHECKING:
    from accounts.models import User

#: Since when the people of a demonstration have had their roles, and its route has held.
SINCE = date(2026, 1, 1)
#: From submission to the first verdict, and from one stage to the next.
CONSIDERED_FOR = timedelta(hours=3)


class Clock(Protocol):
    """The travelled clock, which can be moved on."""

    def shift(self, delta: timedelta) -> None:
        """Move on by ``delta``."""
        ...


@dataclass(frozen=True)
class Task:
    """Something that was done at an hour: an article written and approved, a situation returned."""

    at: datetime
    title: str
    do: Callable[[Clock], None]


#: From the code of a preset and the present hour to what this room adds; nothing for a preset it has no content for.
Part = Callable[[str, datetime], Iterable[Task]]

_parts: dict[str, Part] = {}


def register(room: str, part: Part) -> None:
    """Let ``room`` add its tasks to every demonstration."""
    _parts[room] = part


def tasks_for(preset: str, now: datetime) -> list[Task]:
    """What all rooms that have registered add."""
    return [task for part in _parts.values() for task in part(preset, now)]


def again(item: Any) -> Any:
    """The item as it stands in the database now, in its own class."""
    return items.class_of(item)._default_manager.get(pk=item.pk)


def decider(item: Any) -> User:
    """Whoever is first among those who may decide on ``item``. Raises ``RuntimeError`` where nobody may."""
    fresh = again(item)
    rules = ApprovalRules(fresh, fresh.current_workflow_task_state.task.specific)
    found: User | None = rules.eligible().order_by("pk").first()
    if found is None:
        raise RuntimeError(f"Nobody may decide on the demonstration's “{fresh.title}”; the preset lacks people.")
    return found


def approve(item: Any) -> None:
    """Let the decider approve ``item`` and say whatever its stage asks for."""
    fresh = again(item)
    stage = fresh.current_workflow_task_state.task.specific
    said: dict[str, Any] = {"checklist": Question.values} if stage.asks_checklist else {}
    if stage.asks_grade:
        said |= {"source_checked": SourceCheck.CONFIRMED.value, "grade": Grade.GOOD.value}
    actions.approve(fresh, decider(fresh), **said)


def take_its_way(item: Any, author: User, clock: Clock, state: str = "published", why_returned: str = "") -> None:
    """Bring a saved ``item`` of ``author`` to ``state``: published, draft, waiting or returned."""
    if state == "draft":
        return
    actions.submit(again(item), author)
    if state == "returned":
        clock.shift(CONSIDERED_FOR)
        actions.send_back(again(item), decider(item), why_returned)
    while state == "published" and again(item).current_workflow_task_state is not None:
        clock.shift(CONSIDERED_FOR)
        approve(item)
