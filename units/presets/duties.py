"""The table ``[[duties]]`` of a preset: what is owed, by whom, how often (ND-9.5).

An entry may name a kind of content that no room of this portal gives: the regulation asks for it all the same. Such a
duty is laid, shown as one that nothing can fulfil yet, and binds nobody until a content type registers the kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _

from units import calendar
from units.duties import spans
from units.duties.models import USUAL_REMINDERS, Duty
from units.duties.spans import Every
from units.models import Unit, UnitKind
from units.presets.journal import Journal
from units.presets.schema import Code, OneOf, Refers
from units.presets.tables import Entries, Fault


@dataclass(frozen=True)
class DutyEntry:
    """A duty of every unit of a kind, or of one unit; it holds from the first day of the period in which it is laid."""

    code: Code
    name: str
    kind: str
    span: Annotated[str, OneOf(tuple(Every.values))]
    clause: str
    unit_kind: Annotated[str, Refers("kinds")] = ""
    unit: Annotated[str, Refers("units")] = ""
    minimum: int = 1
    reminders: tuple[int, ...] = USUAL_REMINDERS
    decision: str = ""

    def first_day(self) -> date:
        """The first day of the present period: nobody is judged for what was over before the portal knew the duty."""
        return spans.period_of(self.span, calendar.today()).first


def check(entries: Entries) -> Iterator[Fault]:
    """Every duty binds a kind of unit or one unit, asks for something and reminds before the last day is over."""
    for number, duty in enumerate(entries["duties"]):
        if bool(duty.unit_kind) == bool(duty.unit):
            found = _("a kind of unit and a unit") if duty.unit else _("neither a kind of unit nor a unit")
            yield Fault(("duties", number), found, _("either unit_kind or unit"))
        if duty.minimum < 1:
            yield Fault(("duties", number, "minimum"), str(duty.minimum), _("a number from 1"))
        if any(days < 0 for days in duty.reminders):
            yield Fault(("duties", number, "reminders"), str(min(duty.reminders)), _("a number from 0"))


def lay(entries: Sequence[DutyEntry], journal: Journal) -> None:
    """Duties that the register does not have yet; one that was ended stays ended."""
    for entry in entries:
        duty = Duty.objects.for_display().filter(code=entry.code).first()
        if duty is None:
            duty = Duty.objects.create(
                code=entry.code,
                name=entry.name,
                unit_kind=UnitKind.objects.get(code=entry.unit_kind) if entry.unit_kind else None,
                unit=Unit.objects.get(code=entry.unit) if entry.unit else None,
                kind=entry.kind,
                minimum=entry.minimum,
                span=entry.span,
                reminders=sorted(set(entry.reminders), reverse=True),
                valid_from=entry.first_day(),
                decision=entry.decision,
                clause=entry.clause,
            )
            journal.make(_("Duty"), entry.name)
        journal.compare(
            _("Duty"),
            entry.code,
            {
                _("name"): (duty.name, entry.name),
                _("kind of unit"): (duty.unit_kind.code if duty.unit_kind else "", entry.unit_kind),
                _("unit"): (duty.unit.code if duty.unit else "", entry.unit),
                _("kind"): (duty.kind, entry.kind),
                _("at least"): (duty.minimum, entry.minimum),
                _("period"): (duty.span, entry.span),
            },
        )
