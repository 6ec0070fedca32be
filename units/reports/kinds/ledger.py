"""What the reports over the ledger have in common: its rows as facts, and how a row is told (LD-6.1a)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units.contributions.selection import kind_name
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.report import CountedReport, Told

ITEM = (
    Told(_("Title as counted"), 60, lambda row: row.title),
    Told(_("Unit (name at the time)"), 35, lambda row: row.unit_name),
    Told(_("Kind"), 18, lambda row: kind_name(row.kind)),
    Told(_("Sections"), 30, lambda row: ", ".join(row.sections)),
    Told(_("Published at"), 17, lambda row: row.published_at, Type.MOMENT),
)


class LedgerReport(CountedReport):
    """A report whose facts are the items that first went public in the period."""

    filters: ClassVar[tuple[str, ...]] = ("kind", "section", "origin", "timely")
    told: ClassVar[tuple[Told, ...]] = ITEM

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """The rows of the ledger that were asked for."""
        return asked.selection.rows(asked.reach).order_by("-published_at", "-pk")
