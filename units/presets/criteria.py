"""The tables ``[[criteria]]`` of a preset: what units are judged by at the end of a year (LD-7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from units import calendar
from units.evidence import measures
from units.presets.journal import Journal
from units.presets.schema import Code
from units.presets.tables import Entries, Fault
from units.scorecards.models import Criteria, Criterion


@dataclass(frozen=True)
class CriterionEntry:
    """A question by its measure and the most points that it gives, from the year on in which the preset is laid."""

    code: Code
    points: int
    clause: str


def check(entries: Entries) -> Iterator[Fault]:
    """Every criterion asks for something that a room counts, and gives points."""
    known = measures.measures()
    for number, entry in enumerate(entries["criteria"]):
        if entry.code not in known:
            yield Fault(("criteria", number, "code"), f"“{entry.code}”", ", ".join(sorted(known)))
        if entry.points < 1:
            yield Fault(("criteria", number, "points"), str(entry.points), _("a number from 1"))


def lay(entries: Sequence[CriterionEntry], journal: Journal) -> None:
    """Let the criteria hold where none have been laid; what the office has laid since stays."""
    if not entries:
        return
    laid = Criteria.objects.first()
    if laid is None:
        laid = Criteria.objects.create(year=calendar.today().year, clause=entries[0].clause)
        Criterion.objects.bulk_create(
            Criterion(criteria=laid, measure=entry.code, points=entry.points) for entry in entries
        )
        journal.make(_("Criteria of the scorecard"), str(laid.year))
    held = {row.measure: row.points for row in laid.rows.all()}
    values = {measures.name_of(entry.code): (held.get(entry.code, 0), entry.points) for entry in entries}
    journal.compare(_("Criteria of the scorecard"), str(laid.year), values)
