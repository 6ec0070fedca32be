"""The lists of the inbox with all that their rows show, in three queries however many items wait (ND-10.2c)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.utils.text import capfirst
from wagtail.models import TaskState

from units import people
from units.approval import inbox
from units.approval.models import Emergency, StageState
from units.approval.traits import kinds

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 20
EMERGENCIES_SHOWN = 5
LONGEST_NUMBER = 7
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """One item in a list: its visit to a stage, what kind of item it is, and in whose place the person decides."""

    visit: Any
    kind: str
    acts_for: str
    is_returned: bool


class CountedPaginator(Paginator[Any]):
    """A paginator that has been told how many there are."""

    def __init__(self, count: int, per_page: int) -> None:
        super().__init__([], per_page)
        self.__dict__["count"] = count


class WorkLists:
    """The lists of one person; ``numbers`` says which page of each is wanted."""

    def __init__(self, user: User, numbers: Mapping[str, str], per_page: int = PER_PAGE) -> None:
        self.user = user
        self.numbers = numbers
        self.per_page = per_page
        self._absent = inbox.turns_for_absent(user)
        turn = inbox.own_turn(user)
        for place in self._absent.values():
            turn |= place
        self._lists: dict[str, QuerySet[StageState]] = {
            "waiting": inbox.waiting_for(user, turn),
            "returned": inbox.returned_to(user),
            "sent": inbox.sent_by(user),
            "owed": inbox.owed_by_units_of(user),
        }

    @cached_property
    def pages(self) -> dict[str, Page[Row]]:
        """The wanted page of each list by its name; the first where the number is none of its pages."""
        numbers = {name: _number(self.numbers.get(name)) for name in self._lists}
        found = self._ask(numbers)
        beyond = [name for name, number in numbers.items() if number > 1 and not found[name].object_list]
        return found if not beyond else self._ask({**numbers, **dict.fromkeys(beyond, 1)})

    @cached_property
    def emergencies(self) -> list[Emergency]:
        """The oldest emergency publications that wait for the person's name; no query where there is none at all."""
        if not any(getattr(held, inbox.EMERGENCY_OPEN) for held in people.held_by(self.user)):
            return []
        return list(inbox.to_sign_off_by(self.user)[:EMERGENCIES_SHOWN])

    def _ask(self, numbers: Mapping[str, int]) -> dict[str, Page[Row]]:
        """The rows of all lists and how long each list is, in one statement: an item may stand in several lists."""
        any_of_them = Q(pk__in=[])
        extra: dict[str, Any] = {}
        for name, number in numbers.items():
            at = (number - 1) * self.per_page
            wanted = Q(pk__in=self._lists[name].values("pk")[at : at + self.per_page])
            any_of_them |= wanted
            shown = When(wanted, then=Value(True))
            extra[f"in_{name}"] = Case(shown, default=Value(False), output_field=BooleanField())
            extra[f"of_{name}"] = _length(self._lists[name])
        visits: list[Any] = list(self._with_what_rows_show().filter(any_of_them).annotate(**extra))
        kind_names, absent = dict(kinds()), {person.pk: str(person) for person in self._absent}
        pages = {}
        for name, number in numbers.items():
            paginator = CountedPaginator(getattr(visits[0], f"of_{name}") or 0 if visits else 0, self.per_page)
            mine = sorted((visit for visit in visits if getattr(visit, f"in_{name}")), key=ORDERS[name])
            pages[name] = Page([_row(visit, kind_names, absent) for visit in mine], number, paginator)
        return pages

    def _with_what_rows_show(self) -> QuerySet[StageState]:
        said = TaskState.objects.filter(workflow_state=OuterRef("workflow_state")).exclude(comment="")
        own = When(inbox.own_turn(self.user), then=Value(None))
        lent = [When(turn, then=Value(absent.pk)) for absent, turn in self._absent.items()]
        return (
            StageState.objects.select_related(
                "task", "unit", "revision__content_type", "finished_by", "assignee", "workflow_state__requested_by"
            )
            .defer("revision__content")
            .annotate(
                last_comment=Subquery(said.order_by("-finished_at", "-pk").values("comment")[:1]),
                kind_code=KeyTextTransform("kind", "revision__content"),
                acts_for=Case(own, *lent, default=Value(None), output_field=IntegerField()),
            )
        )


def _number(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() and len(text) < LONGEST_NUMBER else 1


def _length(wanted: QuerySet[StageState]) -> Subquery:
    """How many there are, to be told beside each row."""
    return Subquery(wanted.order_by().values(all=Value(1)).annotate(number=Count("pk")).values("number"))


def _by_due(visit: StageState) -> tuple[Any, ...]:
    return visit.due_at or LAST, visit.started_at, visit.pk


def _newest_return(visit: StageState) -> tuple[Any, ...]:
    return -visit.finished_at.timestamp() if visit.finished_at else 0, -visit.pk


def _newest_sent(visit: StageState) -> tuple[Any, ...]:
    return -visit.started_at.timestamp(), -visit.pk


#: The orders of ``inbox`` again, for rows that come from several lists at once.
ORDERS = {
    "waiting": _by_due,
    "returned": _newest_return,
    "sent": _newest_sent,
    "owed": _by_due,
    "everywhere": _by_due,
}


def _row(visit: Any, kind_names: Mapping[str, Any], absent: Mapping[int, str]) -> Row:
    item_type = visit.revision.content_type
    kind = kind_names.get(visit.kind_code) or capfirst(item_type.name)
    waits = visit.status == TaskState.STATUS_IN_PROGRESS
    return Row(visit, str(kind), absent.get(visit.acts_for, "") if waits else "", not waits)
