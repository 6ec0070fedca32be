"""What a report is asked: a period, and which of its rows count."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import TextField, Value
from django.db.models.functions import Cast, StrIndex
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.calendar import Period
from units.contributions import countable, periods
from units.contributions.models import ContributionQuerySet
from units.contributions.periods import Span
from units.contributions.readers import Reach
from units.models import Unit

#: The origins of ND-7.2 as the ledger writes them.
ORIGINS: dict[str, str | Promise] = {
    "own": gettext_lazy("Own work"),
    "collected": gettext_lazy("Collected"),
    "reused": gettext_lazy("Reused"),
}


def kind_name(code: str) -> str:
    """The name of a kind; its code if no content type claims it any longer."""
    return str(countable.kinds().get(code, code))


def origin_name(code: str) -> str:
    """The name of an origin; its code if it is not one of ND-7.2."""
    return str(ORIGINS.get(code, code))


@dataclass(frozen=True)
class Selection:
    """A checked question to the ledger. Empty texts and ``None`` stand for "all"."""

    span: str
    period: Period
    unit: Unit | None = None
    kind: str = ""
    section: str = ""
    origin: str = ""
    timely: bool | None = None

    @property
    def label(self) -> str:
        """The period in words."""
        return periods.label(self.span, self.period)

    def narrowed(self, unit: Unit | None = None, kind: str = "") -> Selection:
        """The question behind one figure of the table."""
        return replace(self, unit=unit or self.unit, kind=kind or self.kind)

    def rows(self, reach: Reach) -> ContributionQuerySet:
        """The rows that answer the question, within what the person may see."""
        return self.further(reach.rows().within(self.period))

    def further(self, rows: ContributionQuerySet) -> ContributionQuerySet:
        """Those of ``rows`` that pass every filter but the period."""
        if self.unit is not None:
            rows = rows.filter(unit=self.unit)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.origin:
            rows = rows.filter(origin=self.origin)
        if self.timely is not None:
            rows = rows.filter(timely=self.timely)
        return in_section(rows, self.section) if self.section else rows

    def parameters(self) -> dict[str, str]:
        """The same question as an address carries it."""
        first = self.period.first
        asked: dict[str, Any] = {"span": self.span}
        if self.span == Span.DAYS:
            asked |= {"first": periods.day_text(first), "last": periods.day_text(self.period.last)}
        else:
            asked["year"] = first.year
        if self.span == Span.MONTH:
            asked["month"] = first.month
        if self.span == Span.QUARTER:
            asked["quarter"] = periods.quarter_of(first)
        asked |= {"unit": self.unit.code if self.unit else "", "kind": self.kind, "section": self.section}
        asked |= {"origin": self.origin, "timely": {True: "yes", False: "no", None: ""}[self.timely]}
        return {name: str(value) for name, value in asked.items() if value != ""}

    def described(self) -> list[str]:
        """The period and each filter as a line of text, for the head of a report."""
        told = [_("Period: %(period)s") % {"period": self.label}]
        if self.unit:
            told.append(_("Unit: %(unit)s") % {"unit": self.unit.name_on(self.period.last)})
        if self.kind:
            told.append(_("Kind: %(kind)s") % {"kind": kind_name(self.kind)})
        if self.section:
            told.append(_("Section: %(section)s") % {"section": self.section})
        if self.origin:
            told.append(_("Origin: %(origin)s") % {"origin": origin_name(self.origin)})
        if self.timely is not None:
            told.append(_("Timely news only") if self.timely else _("Without timely news"))
        return told


def in_section(rows: ContributionQuerySet, title: str) -> ContributionQuerySet:
    """Those of ``rows`` that were filed in the section ``title``."""
    if connection.features.supports_json_field_contains:
        return rows.filter(sections__contains=[title])
    # SQLite keeps the list as JSON text, quotes and escapes included, so a whole quoted title is found as it stands.
    text = StrIndex(Cast("sections", TextField()), Value(json.dumps(title)))
    return rows.alias(at=text).filter(at__gt=0)
