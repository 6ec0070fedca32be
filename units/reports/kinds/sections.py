"""Contributions by section and kind, of all units or of one: the third side of unit × section × kind (LD-6.1a)."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.contributions import countable
from units.reports.asked import Asked
from units.reports.dimensions import BySection
from units.reports.kinds.ledger import LedgerReport
from units.reports.measures import ALL_FACTS, Counted, Measure
from units.reports.registry import register
from units.reports.report import Table

OTHER = "other"


@register
class SectionsReport(LedgerReport):
    """A line a section, a column a kind; choose a unit to see its own."""

    code = "chuyen-muc"
    title = _("Contributions by section")
    purpose = _(
        "How many items were filed in each section, by kind; choose a unit to see its own. An item of two sections "
        "stands in both lines."
    )
    dimension = BySection(_("Section"), ("sections",))
    filters = ("kind", "origin", "timely")

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """All items, then every kind that counts, and those of kinds that no longer do."""
        known = countable.kinds()
        chosen = asked.selection.kind
        wanted = {chosen: known.get(chosen, chosen)} if chosen else known
        others = Counted(OTHER, _("Other kinds"), ~Q(kind__in=[*known]))
        kinds = (Counted(f"kind-{code}", name, Q(kind=code)) for code, name in wanted.items())
        return (Counted(ALL_FACTS, _("All kinds")), *kinds, *([] if chosen else [others]))

    def table(self, asked: Asked) -> Table:
        """As always, without the column of kinds that no longer count where there is none."""
        table = super().table(asked)
        if table.measures[-1].code != OTHER or table.total.values[-1]:
            return table
        lines = tuple(replace(line, values=line.values[:-1]) for line in table.lines)
        return Table(table.measures[:-1], lines, replace(table.total, values=table.total.values[:-1]))
