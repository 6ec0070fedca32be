"""Which stage makes items late: the late items of the period by the stage that held them (ND-8.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from units.clock.delay import Delay
from units.clock.history import NAMES, stage_name
from units.clock.lateness import LateItem, delays_of, late_items
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.dimensions import ALL, NONE, ByValue
from units.reports.measures import ALL_FACTS, HOUR, Counted
from units.reports.registry import register
from units.reports.report import Line, Report, Table, Told

#: A late item and what delayed it.
Fact = tuple[LateItem, Delay]
ITEMS = Counted(ALL_FACTS, _("Late items"))
PUBLIC = Counted("public", _("Published since"))
WAITING = Counted("waiting", _("Still waiting"))


def _tells(column: str, fact: Fact) -> bool:
    is_public = fact[0].published_at is not None
    return {PUBLIC.code: is_public, WAITING.code: not is_public}.get(column, True)


@register
class StagesReport(Report):
    """A line a stage. Its facts are replayed from histories, so they are counted here and not by the database."""

    code = "khau-cham"
    title = _("Stages that delay")
    purpose = _(
        "The items that were published late in the period, or were overdue in it and still wait, by the stage that "
        "held them when they became due."
    )
    icon = "time"
    dimension = ByValue(_("Stage that made it late"), (), names=lambda: NAMES)
    measures = (ITEMS, PUBLIC, WAITING)
    told = (
        Told(_("Unit"), 35, lambda fact: fact[0].unit_name),
        Told(_("Title"), 60, lambda fact: fact[0].title if fact[0].published_at else ""),
        Told(_("Due"), 17, lambda fact: fact[0].due, Type.MOMENT),
        Told(_("Published at"), 17, lambda fact: fact[0].published_at, Type.MOMENT),
        Told(_("Hours late"), 10, lambda fact: fact[1].minutes_late // (HOUR.seconds // 60), Type.NUMBER),
        Told(_("Stage that made it late"), 35, lambda fact: stage_name(fact[1].stage) if fact[1].stage else ""),
    )

    def table(self, asked: Asked) -> Table:
        """The stages, those that made most items late first."""
        found = self._late(asked)
        lines = [self._line(key, name, _of_stage(found, key)) for key, name in self._names(found).items()]
        lines.sort(key=lambda line: -(line.values[0] or 0))
        return Table(self.measures, tuple(lines), self._line(ALL, "", found))

    def behind(self, asked: Asked, key: str = ALL, column: str = "") -> Sequence[Any]:
        """The late items of one stage; titles of what is public alone."""
        found = self._late(asked)
        return [fact for fact in (_of_stage(found, key) if key != ALL else found) if _tells(column, fact)]

    @staticmethod
    def _late(asked: Asked) -> list[Fact]:
        items = [
            item
            for item in late_items(asked.reach, asked.selection.period, asked.now)
            if asked.selection.unit is None or item.unit_id == asked.selection.unit.pk
        ]
        return list(zip(items, delays_of(items, asked.now), strict=True))

    @staticmethod
    def _names(found: Sequence[Fact]) -> dict[str, str]:
        stages = {delay.stage for _item, delay in found}
        return {stage or NONE: stage_name(stage) if stage else str(_("no history")) for stage in stages}

    def _line(self, key: str, name: str, facts: Sequence[Fact]) -> Line:
        return Line(key, name, tuple(sum(_tells(each.code, fact) for fact in facts) for each in self.measures))


def _of_stage(found: Sequence[Fact], key: str) -> list[Fact]:
    return [fact for fact in found if (fact[1].stage or NONE) == key]
