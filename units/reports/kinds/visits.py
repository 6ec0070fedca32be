"""How often the public pages of each unit were opened (LD-4.1a)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units import page_kinds
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.dimensions import ByUnit
from units.reports.measures import Counted, Summed
from units.reports.registry import register
from units.reports.report import CountedReport, Told
from units.visits.models import PageVisits


def _kind_name(row: PageVisits) -> str:
    return str(page_kinds.names().get(row.kind, row.kind))


@register
class VisitsReport(CountedReport):
    """A line a unit; behind it the days and addresses."""

    code = "truy-cap"
    title = _("Visits to public pages")
    purpose = _(
        "How often public pages were opened, counted by this server without knowing anything of who opened them; "
        "robots that name themselves are left out."
    )
    icon = "view"
    dimension = ByUnit(_("Unit"), ("unit",))
    measures = (Summed("opened", _("Times opened"), "number"), Counted("rows", _("Pages and days"), None))
    drawn = "opened"
    related = ("unit",)
    told = (
        Told(_("Address"), 60, lambda row: row.path),
        Told(_("Unit"), 35, lambda row: str(row.unit or "")),
        Told(_("Kind"), 18, _kind_name),
        Told(_("Day"), 12, lambda row: row.day, Type.DAY),
        Told(_("Times opened"), 10, lambda row: row.number, Type.NUMBER),
    )

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """Each address on each day of the period."""
        visits = PageVisits.objects.within(asked.selection.period)
        return asked.of_units(visits).order_by("-number", "-day", "path")
