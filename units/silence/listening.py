"""Who and what is silent now: since when, for how many days; asked of the ledger alone (LD-3.0a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min

from units import calendar
from units.approval import traits
from units.contributions.models import Contribution
from units.models.register import Unit
from units.silence.models import SilenceTerms


@dataclass(frozen=True)
class Silence:
    """A unit, or the section ``section`` with the units that lead it, and the day of its last public item."""

    since: date
    days: int
    unit: Unit | None = None
    section: str = ""
    leads: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Who or what is silent."""
        return self.unit.label if self.unit else self.section


def silent_units(
    now: datetime, among: Sequence[Unit] | None = None, terms: SilenceTerms | None = None
) -> list[Silence]:
    """Units that exist and have published nothing new for as long as the terms say, the longest first; three queries,
    two where ``terms`` are known.

    A unit that never published anything is silent since it began, but not since before the portal's first item.
    """
    first = Contribution.objects.aggregate(first=Min("published_at"))["first"]
    if first is None:
        return []
    today, beginning = calendar.day_of(now), calendar.day_of(first)
    units = [unit for unit in (Unit.objects.active(today) if among is None else among) if unit.is_active]
    rows = Contribution.objects.filter(unit__in=units, published_at__lte=now).order_by().values_list("unit")
    last = {unit: calendar.day_of(moment) for unit, moment in rows.annotate(last=Max("published_at"))}
    limit = (terms or SilenceTerms.load()).unit_days
    found = []
    for unit in units:
        since = last.get(unit.pk) or max(beginning, unit.valid_from)
        if (today - since).days >= limit:
            found.append(Silence(since, (today - since).days, unit=unit))
    return sorted(found, key=lambda silence: (silence.since, silence.name))


def silent_sections(now: datetime, terms: SilenceTerms | None = None) -> list[Silence]:
    """Sections that take items, once had one and have none newer than the terms say; the longest first.

    Three queries. A section that never had an item is not silent but empty: it stands in the report alone.
    """
    last: dict[str, datetime] = {}
    rows = Contribution.objects.filter(published_at__lte=now).order_by().values_list("sections")
    for titles, moment in rows.annotate(last=Max("published_at")):
        for title in titles:
            last[title] = max(moment, last.get(title, moment))
    today, limit = calendar.day_of(now), (terms or SilenceTerms.load()).section_days
    codes = [code for code, title in traits.choices_of("only_sections") if str(title) in last]
    found = []
    for section in traits.sections_of(codes):
        since = calendar.day_of(last[section.title]) if section.title in last else today
        if (today - since).days >= limit:
            found.append(Silence(since, (today - since).days, section=section.title, leads=section.leads))
    return sorted(found, key=lambda silence: (silence.since, silence.name))
