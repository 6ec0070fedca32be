"""What the rooms above add to a demonstration: each registers a part, and ``manage.py demo`` plays all of them.

A part says what its people do and when; the steps of every part and the articles are played together, oldest first,
each on a clock that stands at its moment. Nothing goes round approval: ``approve_fully`` passes every stage of a route.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django.utils import timezone
from wagtail.models import Page

from units.approval import actions
from units.approval.checklist import Grade, Question, SourceCheck
from units.approval.rules import ApprovalRules

if TYPE_CHECKING:
    from accounts.models import User

#: From submission to the first verdict, and from one stage to the next.
CONSIDERED_FOR = timedelta(hours=3)
WORKDAY_BEGINS = 8


class Clock(Protocol):
    """The travelled clock, which can be moved on."""

    def shift(self, delta: timedelta) -> None:
        """Move on by ``delta``."""
        ...


@dataclass(frozen=True)
class Step:
    """Something that somebody does at the moment ``at``; ``title`` is told as progress."""

    at: datetime
    title: str
    act: Callable[[Clock], None]


@dataclass(frozen=True)
class Scene:
    """What a part finds: the preset's name, the moment the demonstration is built, its accounts by username."""

    preset: str
    now: datetime
    accounts: dict[str, User]

    def moment(self, days_ago: int, number: int = 0) -> datetime:
        """A moment of the morning ``days_ago``; ``number`` spreads the work of a day.

        Never so late that an item written then could not have been approved by now.
        """
        day = timezone.localtime(self.now) - timedelta(days=days_ago)
        written = day.replace(hour=WORKDAY_BEGINS + number % 4, minute=number * 7 % 60, second=0, microsecond=0)
        return min(written, self.now - 5 * CONSIDERED_FOR)


Part = Callable[[Scene], Iterable[Step]]
"""A room's part of a demonstration: its steps, in any order."""

_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Add ``part`` to every demonstration; registering a name again replaces it."""
    _parts[name] = part


def parts() -> list[Part]:
    """The registered parts."""
    return list(_parts.values())


def again(item: Any) -> Any:
    """The item, a page or another model with a workflow, as it stands in the database now."""
    fresh = (Page if isinstance(item, Page) else type(item))._default_manager.get(pk=item.pk)
    return fresh.specific if isinstance(fresh, Page) else fresh


def decider(item: Any) -> User:
    """Whoever is first among those who may decide on ``item``. Raises ``RuntimeError`` where nobody may."""
    item = again(item)
    found = ApprovalRules(item, item.current_workflow_task_state.task.specific).eligible().order_by("pk").first()
    if found is None:
        raise RuntimeError(f"Nobody may decide on the demonstration's “{item}”; the preset lacks people.")
    return found


def approve(item: Any) -> None:
    """Let the decider approve ``item`` at its stage and say whatever the stage asks for."""
    item = again(item)
    stage = item.current_workflow_task_state.task.specific
    said: dict[str, Any] = {"checklist": Question.values} if stage.asks_checklist else {}
    if stage.asks_grade:
        said |= {"source_checked": SourceCheck.CONFIRMED.value, "grade": Grade.GOOD.value}
    actions.approve(item, decider(item), **said)


def approve_fully(item: Any, author: User, clock: Clock) -> None:
    """Submit ``item`` as ``author`` and let every stage of its route approve it."""
    actions.submit(again(item), author)
    while again(item).current_workflow_task_state is not None:
        clock.shift(CONSIDERED_FOR)
        approve(item)
