"""Contributions by section and kind, of all units or of one: the third side of unit × section × kind (LD-6.1a)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.contributions import countable
from units.reports.asked import Asked
from units.reports.dimensions import BySection
from units.reports.kinds.ledger import LedgerReport
from units.reports.measures import ALL_FACTS, Counted, Measure
from units.reports.registry import register


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
        """All items, then every kind that counts, and those of kinds that no longer do where there are any."""
        known = countable.kinds()
        wanted = {asked.selection.kind: known.get(asked.selection.kind, "")} if asked.selection.kind else known
        kinds = [Counted(f"kind-{code}", name or code, Q(kind=code)) for code, name in wanted.items()]
        retired = ~Q(kind__in=[*known])
        others = [Counted("other", _("Other kinds"), retired)] if self.facts(asked).filter(retired).exists() else []
        return (Counted(ALL_FACTS, _("All kinds")), *kinds, *([] if asked.selection.kind else others))
