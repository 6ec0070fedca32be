"""A ladder of reminders: who is told at each rung, and which rung has been reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from units.messages import Kind

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 200

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Rung(Generic[Row]):
    """The circle that is told and, failing anybody in it, the next ones; what they are told, and as what."""

    circles: Sequence[Callable[[Row], list[User]]]
    sentence: str | Promise
    kind: Kind

    def told(self, row: Row) -> list[User]:
        """The first circle in which there is anybody."""
        return next((found for circle in self.circles if (found := circle(row))), [])


def highest(moments: Mapping[int, datetime], now: datetime) -> int:
    """The highest rung whose moment has come at ``now``; 0 for none."""
    return max((rung for rung, moment in moments.items() if moment <= now), default=0)


def in_batches(rows: QuerySet[Row], keys: Sequence[int]) -> Iterator[Row]:
    """Those of ``rows`` that have these keys, a batch at a time, as they are when their batch comes."""
    for start in range(0, len(keys), BATCH):
        yield from rows.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
