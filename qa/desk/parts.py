"""Lists of which one is chosen, each with its number: what the screens of questions and of feedback show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page
from django.db.models import Count, Model, Q, QuerySet
from django.utils.functional import Promise, cached_property

from units.approval.worklists import CountedPaginator

PER_PAGE = 20
#: What is shown where nothing is chosen, or what there is not.
OPEN, CLOSED = "open", "closed"

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Choice:
    """A list that can be chosen, and how many stand in it."""

    code: str
    label: str | Promise
    number: int
    is_current: bool


class Parts(Generic[Row]):
    """The lists that ``parts`` makes of ``reach``, by code; ``labels`` names them."""

    def __init__(
        self, reach: Any, parts: Mapping[str, Q], labels: Mapping[str, str | Promise], chosen: str, number: str | None
    ) -> None:
        self._reach = reach
        self._parts = parts
        self._labels = labels
        self.chosen = chosen if chosen in parts else OPEN
        self._number = number

    @cached_property
    def _numbers(self) -> dict[str, int]:
        found: dict[str, int] = self._reach.aggregate(
            **{f"of_{code}": Count("pk", filter=part) for code, part in self._parts.items()}
        )
        return found

    def choices(self) -> list[Choice]:
        """Every list with its number; one query."""
        return [
            Choice(code, label, self._numbers[f"of_{code}"], code == self.chosen)
            for code, label in self._labels.items()
        ]

    def page(self) -> Page[Row]:
        """The wanted page of the chosen list, the earliest due first; of what is closed the latest."""
        rows = self._reach.filter(self._parts[self.chosen]).for_lists()
        ordered: QuerySet[Row] = rows.order_by("-closed_at", "-pk") if self.chosen == CLOSED else rows.by_due()
        paginator = CountedPaginator(self._numbers[f"of_{self.chosen}"], PER_PAGE)
        paginator.object_list = ordered
        return paginator.get_page(self._number)
