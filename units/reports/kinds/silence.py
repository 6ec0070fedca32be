"""Who and what has been silent for how long: units, and sections (LD-3.0a)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from units.approval import traits
from units.reports.asked import Asked
from units.reports.dimensions import BySection, ByUnit
from units.reports.kinds.ledger import LedgerReport
from units.reports.measures import Counted, DaysSince, Measure
from units.reports.registry import register


def section_titles() -> list[str]:
    """The sections that take items today, whether any ever came or not."""
    return [str(title) for _code, title in traits.choices_of("only_sections")]


def until(asked: Asked) -> datetime:
    """To when silence is counted."""
    return min(asked.now, asked.selection.period.ends_at)


class SilenceReport(LedgerReport):
    """Days since the last item, counted to the end of the period or to now, and the items of the period."""

    icon = "warning"
    fullest_first = True
    drawn = "silent"
    filters = ("kind", "origin")

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """Every item until then, however old."""
        rows = asked.reach.rows().filter(published_at__lt=until(asked)).order_by("-published_at", "-pk")
        return asked.selection.further(rows)

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """Days of silence first, so that the longest come first."""
        begins = Q(published_at__gte=asked.selection.period.begins_at)
        return (
            DaysSince("silent", _("Days without an item"), "published_at", until(asked)),
            Counted("within", _("Items of the period"), begins),
        )


@register
class SilentUnitsReport(SilenceReport):
    """A line a unit, the longest silent first."""

    code = "im-lang"
    title = _("Silent units")
    purpose = _(
        "How many days each unit has been without a new public item, the longest first; “–” stands for none at all."
    )
    dimension = ByUnit(_("Unit"), ("unit",))


@register
class SilentSectionsReport(SilenceReport):
    """A line a section, the longest silent first."""

    code = "chuyen-muc-im-lang"
    title = _("Silent sections")
    purpose = _(
        "How many days each section has been without a new public item, the longest first; “–” stands for none at all."
    )
    dimension = BySection(_("Section"), ("sections",), known=section_titles)
