"""Coverage of the key tasks: what was told of each, those of which nothing was told first (ND-7.1b)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from units.contributions.selection import kind_name
from units.contributions.tables import Type
from units.keytasks.models import ContributionTask, KeyTask
from units.reports.asked import Asked
from units.reports.dimensions import Dimension, is_number
from units.reports.kinds.silence import until
from units.reports.measures import ALL_FACTS, Counted, DaysSince, Measure
from units.reports.registry import register
from units.reports.report import CountedReport, Table, Told


@dataclass(frozen=True)
class ByTask(Dimension):
    """A line for each task that ran in the period in the charge of the units asked about, or that was told of."""

    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """Tasks with their ground and period; one query."""
        charged = KeyTask.objects.touching(asked.selection.period).of_units(asked.unit_ids).values("pk")
        told = [key for key in found if is_number(key)]
        tasks = KeyTask.objects.filter(Q(pk__in=charged) | Q(pk__in=told)).in_order()
        return {str(task.pk): str(task) for task in tasks}

    def narrowed(self, facts: Any, key: str) -> Any:
        """What was told of one task."""
        return super().narrowed(facts, key) if is_number(key) else facts.none()


@register
class KeyTasksReport(CountedReport):
    """A line a task, the untold first; an item that tells of two tasks counts for both."""

    code = "nhiem-vu-trong-tam"
    title = _("Coverage of key tasks")
    purpose = _(
        "How many items of the period tell of each key task that ran in it; tasks of which nothing was told come "
        "first. An item that tells of two tasks counts for each of them."
    )
    icon = "tasks"
    filters = ("kind", "origin", "timely")
    dimension = ByTask(_("Key task"), ("task",))
    related = ("contribution", "task")
    told = (
        Told(_("Key task"), 60, lambda row: str(row.task)),
        Told(_("Title as counted"), 60, lambda row: row.contribution.title),
        Told(_("Unit (name at the time)"), 35, lambda row: row.contribution.unit_name),
        Told(_("Kind"), 18, lambda row: kind_name(row.contribution.kind)),
        Told(_("Published at"), 17, lambda row: row.contribution.published_at, Type.MOMENT),
    )

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """How many, and how long ago the last of them was."""
        return (
            Counted(ALL_FACTS, _("Items")),
            Counted("own", _("Own work"), Q(contribution__origin="own")),
            DaysSince("silent", _("Days without an item"), "contribution__published_at", until(asked)),
        )

    def table(self, asked: Asked) -> Table:
        """As always, with the fewest items first."""
        table = super().table(asked)
        return replace(table, lines=tuple(sorted(table.lines, key=lambda line: line.values[0] or 0)))

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """Each task of each item of the period."""
        rows = asked.selection.rows(asked.reach).order_by()
        told = ContributionTask.objects.filter(contribution__in=rows.values("pk"))
        return told.order_by("-contribution__published_at", "-pk")
