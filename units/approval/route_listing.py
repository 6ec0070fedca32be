"""Versions of routes as lists show them: which hold, which are planned, which have been."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units import calendar
from units.approval.models import Route
from units.models.register import Unit

IN_FORCE, PLANNED, PAST = "in_force", "planned", "past"


@dataclass(frozen=True)
class Row:
    """One version: whose it is, its stages by name, whether it holds."""

    route: Route
    whose: str
    stages: tuple[str, ...]
    standing: str
    state: str


def rows() -> list[Row]:
    """Every version, the general ones first, each unit's newest before its older ones; three queries."""
    found = Route.objects.select_related("unit").prefetch_related("workflow_tasks__task")
    ordered = found.order_by("-valid_from", "-pk")
    return sorted(map(row_of, ordered), key=lambda row: (row.route.unit.order if row.route.unit else -1, row.whose))


def row_of(route: Route) -> Row:
    """One version in words."""
    standing = standing_of(route)
    whose = route.unit.name if route.unit else _("The whole portal")
    return Row(route, whose, tuple(step.task.name for step in route.workflow_tasks.all()), standing, _state(route))


def standing_of(route: Route) -> str:
    """Whether ``route`` holds today, is planned or has been."""
    today = calendar.today()
    if not route.active or (route.valid_to is not None and route.valid_to < today):
        return PAST
    return PLANNED if route.valid_from > today else IN_FORCE


def _state(route: Route) -> str:
    if not route.active:
        return _("replaced or given up before it held for a day")
    return {IN_FORCE: _("in force"), PLANNED: _("planned"), PAST: _("ended")}[standing_of(route)]


def latest(unit: Unit | None) -> str:
    """A mark of the newest version for ``unit``, by which a form notices that somebody laid another one."""
    newest = Route.objects.filter(unit=unit).order_by("-pk").values_list("pk", flat=True).first()
    return str(newest or "")


def units_without_their_own() -> QuerySet[Unit]:
    """The units that take the general route today and have planned none of their own."""
    own = Route.objects.filter(active=True, unit__isnull=False).exclude(valid_to__lt=calendar.today())
    return Unit.objects.active().exclude(pk__in=own.values("unit"))
