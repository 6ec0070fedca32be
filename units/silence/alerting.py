"""Telling of silences, each once: the unit's leader, the leaders of a section's lead units, the office (LD-3.0a)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.clock import watches
from units.contributions.periods import day_text
from units.duties.reminding import HOUR
from units.duties.telling import NAMED, leaders, office
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.register import Unit
from units.silence.listening import Silence, silent_sections, silent_units
from units.silence.models import SilenceAlert

UNITS, SECTIONS = "im-lang", "chuyen-muc-im-lang"


def address(code: str) -> str:
    """Where the report of silent units or sections stands."""
    return reverse("reports:table", args=[code])


@dataclass(frozen=True)
class Silences:
    """Silences that nobody was told of yet, all of units or all of sections."""

    found: tuple[Silence, ...]
    code: str

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return "; ".join(f"{each.name} ({day_text(each.since)})" for each in self.found)

    def give(self) -> list[Message]:
        """Tell each leader of their own and the office of all; nobody where another run was faster."""
        try:
            with transaction.atomic():
                told = [message for silence in self.found for message in self._one(silence)]
                return told + self._office()
        except IntegrityError:
            return []

    def _one(self, silence: Silence) -> list[Message]:
        SilenceAlert.objects.create(unit=silence.unit, section=silence.section, since=silence.since)
        if silence.unit is not None:
            people = leaders(silence.unit)
        else:
            people = [leader for unit in Unit.objects.filter(pk__in=silence.leads) for leader in leaders(unit)]
        sentence = ngettext(
            "%(name)s has published nothing new for %(days)s day, since %(day)s.",
            "%(name)s has published nothing new for %(days)s days, since %(day)s.",
            silence.days,
        ) % {"name": silence.name, "days": silence.days, "day": day_text(silence.since)}
        return tell(people, Kind.OVERDUE, sentence, address(self.code), urgent=False)

    def _office(self) -> list[Message]:
        names = ", ".join(silence.name for silence in self.found[:NAMED])
        if len(self.found) > NAMED:
            names = _("%(names)s and %(number)s more") % {"names": names, "number": len(self.found) - NAMED}
        sentence = _("Nothing new has been published for days: %(names)s.") % {"names": names}
        return tell(office(), Kind.ESCALATED, sentence, address(self.code))


def due(now: datetime) -> Iterator[Silences]:
    """Silences that were not told of, from seven in the morning."""
    if now < calendar.start_of(calendar.day_of(now)) + HOUR:
        return
    told = {(alert.unit_id, alert.section, alert.since) for alert in SilenceAlert.objects.all()}
    for code, found in ((UNITS, silent_units(now)), (SECTIONS, silent_sections(now))):
        new = [each for each in found if (each.unit.pk if each.unit else None, each.section, each.since) not in told]
        if new:
            yield Silences(tuple(new), code)


watches.register("silence", due)
