"""The lines of the report on late items, as one person may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from units.clock import words
from units.clock.delay import Delay
from units.clock.history import stage_name
from units.clock.lateness import LateItem, delays_of
from units.contributions.periods import moment_text
from units.people import units_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Line:
    """One late item in words."""

    item: LateItem
    delay: Delay
    may_read: bool

    @property
    def title(self) -> str:
        """Its title; what another unit has not published yet stays unnamed (ND-13.6a)."""
        return self.item.title if self.may_read else _("(not published yet, so only its unit sees the title)")

    @property
    def due(self) -> str:
        """The last minute at which it would have been in time."""
        return moment_text(self.item.due)

    @property
    def published(self) -> str:
        """When it became public; empty while it waits."""
        return moment_text(self.item.published_at)

    @property
    def overdue(self) -> str:
        """How long after its due moment it was published, or has been waiting."""
        return words.length(self.delay.minutes_late)

    @property
    def stage(self) -> str:
        """The stage that made it late; empty where its history is gone."""
        return stage_name(self.delay.stage) if self.delay.stage else ""

    @property
    def stages(self) -> list[tuple[str, str, int]]:
        """Each stage with the time for which it held the item, in words and in minutes."""
        return [(stage_name(stage), words.length(minutes), minutes) for stage, minutes in self.delay.minutes]


def lines(items: Sequence[LateItem], reader: User, now: datetime) -> list[Line]:
    """``items`` with what delayed them; the number of queries does not depend on how many there are."""
    own = set(units_of(reader).values_list("pk", flat=True))
    visits = [item.visit_id for item in items if item.visit_id is not None]
    decides = set(
        TaskState.objects.reviewable_by(reader).order_by().filter(pk__in=visits).values_list("pk", flat=True)
        if visits
        else ()
    )

    def may_read(item: LateItem) -> bool:
        return item.published_at is not None or reader.is_superuser or item.unit_id in own or item.visit_id in decides

    return [Line(item, delay, may_read(item)) for item, delay in zip(items, delays_of(items, now), strict=True)]
