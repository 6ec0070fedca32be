"""Which roles the routes in force ask for, of a unit and of the whole site, in two queries (ND-5.2, ND-10.1)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import F

from units.approval.models import Route, StageTask

if TYPE_CHECKING:
    from units.models import Role, Unit


class Asked:
    """The routes in force today with their stages, asked once for every unit."""

    def __init__(self) -> None:
        # The later version of a route wins, as in ``RouteQuerySet.for_unit``.
        self._routes = {route.unit_id: route for route in Route.objects.in_force().order_by("valid_from", "pk")}
        self._stages: dict[int, list[StageTask]] = defaultdict(list)
        stages = StageTask.objects.filter(active=True).annotate(route=F("workflow_tasks__workflow"))
        wanted = stages.filter(route__in=[route.pk for route in self._routes.values()])
        for stage in wanted.select_related("role").order_by("workflow_tasks__sort_order"):
            self._stages[stage.route].append(stage)

    def has_route(self, unit: Unit) -> bool:
        """Whether any route holds for items of ``unit``."""
        return unit.pk in self._routes or None in self._routes

    def of_unit(self, unit: Unit) -> list[StageTask]:
        """The stages at which people of ``unit`` decide on its own items."""
        route = self._routes.get(unit.pk) or self._routes.get(None)
        return [
            stage
            for stage in (self._stages[route.pk] if route is not None else [])
            if stage.scope == StageTask.Scope.UNIT
            and (not stage.only_unit_kinds or unit.kind.code in stage.only_unit_kinds)
        ]

    def of_site(self) -> list[StageTask]:
        """The stages at which holders of a site role decide, those of the general route first."""
        routes = sorted(self._routes.values(), key=lambda route: (route.unit_id is not None, route.pk))
        stages = [stage for route in routes for stage in self._stages[route.pk]]
        return [stage for stage in stages if stage.scope == StageTask.Scope.SITE]

    def site_roles(self) -> list[Role]:
        """The site roles that a stage names, each once."""
        return list({stage.role_id: stage.role for stage in self.of_site()}.values())

    def unit_roles(self) -> list[Role]:
        """The roles held in a unit that a stage names, in the item's unit or in lead units, each once."""
        stages = [stage for group in self._stages.values() for stage in group]
        return list({stage.role_id: stage.role for stage in stages if stage.scope != StageTask.Scope.SITE}.values())
