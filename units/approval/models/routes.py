"""An approval route: the ordered stages an item passes before it is public, from one day to another (ND-5.4b, LD-5.1a).

A route is a Wagtail workflow. It is never changed once it holds: another version follows it from a later day, and what
is under way finishes on the route on which it began.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow

from units import calendar
from units.models.register import Unit


class RouteQuerySet(models.QuerySet["Route"]):
    """Named questions about routes."""

    def in_force(self, on: date | None = None) -> RouteQuerySet:
        """Routes that hold on the day ``on``, today if None."""
        day = on or calendar.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, active=True)

    def for_unit(self, unit: Unit | None) -> RouteQuerySet:
        """The routes that items of ``unit`` may take, the unit's own before the general one."""
        own = Q(unit=unit) if unit is not None else Q(pk__in=[])
        return self.filter(own | Q(unit=None)).order_by(models.F("unit").asc(nulls_last=True), "-valid_from", "-pk")


class Route(Workflow):
    """A version of a route: for one unit or, without one, for the whole portal."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="routes", verbose_name=_("only for the unit")
    )
    valid_from = models.DateField(_("from"), default=calendar.today)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    decision = models.CharField(_("decision number"), max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(
        _("days until an item has to be public"),
        default=7,
        help_text=_("Counted from the day its subject was completed; timely news is due on the day of the event."),
    )
    days_are_working = models.BooleanField(_("count working days only"), default=False)
    warns_days = models.PositiveSmallIntegerField(_("warn so many days before"), default=2)

    objects = RouteQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval route")
        verbose_name_plural = _("approval routes")
        ordering = ["unit__order", "-valid_from"]

    @property
    def stages(self) -> Any:
        """The stages in their order."""
        from units.approval.models.stages import StageTask

        return (
            StageTask.objects.filter(workflow_tasks__workflow=self.pk, active=True)
            .select_related("role")
            .order_by("workflow_tasks__sort_order")
        )
