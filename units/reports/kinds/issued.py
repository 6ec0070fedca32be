"""Documents that were issued for publication and are not on the portal, or came late (ND-9.3a, ND-8.3)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.contributions.tables import Type
from units.issued.models import IssuedDocument
from units.reports.asked import Asked
from units.reports.dimensions import ByUnit
from units.reports.measures import ALL_FACTS, Counted, Measure, Share
from units.reports.registry import register
from units.reports.report import CountedReport, Told


@register
class IssuedReport(CountedReport):
    """A line a unit; behind it the documents with their days."""

    code = "van-ban-chua-dang"
    title = _("Documents issued and not posted")
    purpose = _(
        "Of the documents that were issued for publication in the period: how many readers have, in time or late, and "
        "how many they do not. A document is found by its number and symbol, in a file that a public page shows."
    )
    icon = "doc-full-inverse"
    dimension = ByUnit(_("Unit"), ("unit",))
    drawn = "overdue"
    related = ("unit", "drafter")
    told = (
        Told(_("Number and symbol"), 20, lambda row: row.symbol),
        Told(_("Day of issue"), 12, lambda row: row.issued_on, Type.DAY),
        Told(_("Extract"), 60, lambda row: row.extract),
        Told(_("Unit"), 35, lambda row: str(row.unit)),
        Told(_("Drafter"), 25, lambda row: str(row.drafter or "")),
        Told(_("Post by"), 12, lambda row: row.due_on, Type.DAY),
        Told(_("Posted on"), 12, lambda row: row.posted_on, Type.DAY),
        Told(_("Days late"), 10, lambda row: row.days_late, Type.NUMBER),
    )

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """Posted or not, as it stands on the day of the question."""
        missing, today = Q(posted_on=None), calendar.day_of(asked.now)
        return (
            Counted(ALL_FACTS, _("Issued for publication")),
            Counted("on_time", _("Posted in time"), Q(posted_on__lte=F("due_on"))),
            Counted("late", _("Posted late"), Q(posted_on__gt=F("due_on"))),
            Counted("overdue", _("Not posted, overdue"), missing & Q(due_on__lt=today)),
            Counted("awaited", _("Not posted, not yet due"), missing & Q(due_on__gte=today)),
            Share("share", _("In time, per cent"), "on_time", ALL_FACTS),
        )

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """The documents of the period."""
        issued = IssuedDocument.objects.for_publication().issued_within(asked.selection.period)
        return asked.of_units(issued).order_by("posted_on", "due_on", "pk")
