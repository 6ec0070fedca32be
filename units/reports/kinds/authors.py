"""Who wrote how much, by kind of origin (LD-6.1a, LD-5.1b)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from units.contributions.models import ContributionAuthor
from units.contributions.selection import kind_name
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.dimensions import ByPerson
from units.reports.measures import ALL_FACTS, Counted
from units.reports.registry import register
from units.reports.report import CountedReport, Told


@register
class AuthorsReport(CountedReport):
    """A line a person; an item with two authors counts for both."""

    code = "tac-gia"
    title = _("Authors")
    purpose = _(
        "Who wrote how many of the items that went public in the period. An item with two authors counts for each of "
        "them."
    )
    icon = "user"
    filters = ("kind", "section", "origin", "timely")
    dimension = ByPerson(_("Author"), ("user", "name"))
    fullest_first = True
    measures = (
        Counted(ALL_FACTS, _("Items")),
        Counted("own", _("Own work"), Q(contribution__origin="own")),
        Counted("alone", _("Sole author"), Q(share=100)),
        Counted("timely", _("Timely news"), Q(contribution__timely=True)),
    )
    related = ("contribution",)
    told = (
        Told(_("Title as counted"), 60, lambda row: row.contribution.title),
        Told(_("Unit (name at the time)"), 35, lambda row: row.contribution.unit_name),
        Told(_("Author"), 24, lambda row: row.name),
        Told(_("Share in per cent"), 10, lambda row: row.share, Type.NUMBER),
        Told(_("Kind"), 18, lambda row: kind_name(row.contribution.kind)),
        Told(_("Published at"), 17, lambda row: row.contribution.published_at, Type.MOMENT),
    )

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """Each author of each item."""
        rows = asked.selection.rows(asked.reach).order_by()
        authors = ContributionAuthor.objects.filter(contribution__in=rows.values("pk"))
        return authors.order_by("-contribution__published_at", "-pk")
