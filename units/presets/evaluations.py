"""The table ``[evaluations]`` of a preset: how long units have for their quarterly self-evaluation (LD-5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from units import calendar
from units.duties import spans
from units.duties.spans import Every
from units.evaluations.models import EvaluationTerms
from units.presets.journal import Journal
from units.presets.tables import Entries, Fault


@dataclass(frozen=True)
class EvaluationsEntry:
    """So many days after the quarter; from the quarter on in which the preset is laid."""

    days: int
    clause: str
    decision: str = ""

    def since(self) -> date:
        """The first day of the present quarter: nobody is asked for what was over before the portal was set up."""
        return spans.period_of(Every.QUARTER, calendar.today()).first


def check(entries: Entries) -> Iterable[Fault]:
    """There is a day at least."""
    for entry in entries["evaluations"]:
        if entry.days < 1:
            yield Fault(("evaluations", "days"), str(entry.days), _("a number of days, 1 or more"))


def lay(entries: Sequence[EvaluationsEntry], journal: Journal) -> None:
    """Let the terms hold where none have been laid; what the office has changed since stays."""
    for entry in entries:
        terms = EvaluationTerms.objects.first()
        if terms is None:
            terms = EvaluationTerms.objects.create(
                since=entry.since(), days=entry.days, decision=entry.decision, clause=entry.clause
            )
            journal.make(_("Terms of the quarterly evaluation"), str(entry.days))
        journal.compare(
            _("Terms of the quarterly evaluation"), terms.clause or "–", {_("days"): (terms.days, entry.days)}
        )
