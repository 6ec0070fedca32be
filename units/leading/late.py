"""What is late and with whom: items at whose turn nobody decided in time, by the seat that holds them (ND-8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval import oversight
from units.approval.models import StageState
from units.clock import words
from units.clock.delay import every_minute
from units.leading.chairs import Chair
from units.leading.lines import Line, Part, Tone, register
from units.silence import alerting
from units.silence.listening import Silence, silent_sections, silent_units
from units.silence.models import SilenceTerms

#: So many seats are named; all of them are in the report behind.
NAMED = 4


def overdue_stages(chair: Chair) -> Iterator[Line]:
    """Who holds items that were due: the role and its unit, how many, for how long. One query, no title."""
    visits = StageState.objects.waiting().filter(due_at__lte=chair.now)
    if chair.unit is not None:
        visits = visits.filter(Q(unit=chair.unit) | Q(seats__unit=chair.unit))
    seats = visits.order_by().values("seats__role__name", "seats__unit__name")
    held = seats.annotate(number=Count("pk", distinct=True), due=Min("due_at")).order_by("due")
    for seat in held[:NAMED]:
        text = ngettext(
            "%(who)s: %(number)s item overdue, the longest by %(time)s.",
            "%(who)s: %(number)s items overdue, the longest by %(time)s.",
            seat["number"],
        ) % {
            "who": _who(seat),
            "number": seat["number"],
            "time": words.length(every_minute(seat["due"], chair.now)),
        }
        if oversight.oversees(chair.user):
            yield Line(text, _("See what waits"), reverse("approval:overseeing"), Tone.BAD)
        else:
            yield Line(text, _("See which"), reverse("clock:late"), Tone.BAD)


def _who(seat: dict[str, Any]) -> str:
    named = [seat["seats__role__name"], seat["seats__unit__name"]]
    return ", ".join(name for name in named if name) or _("nobody in particular")


def silence(chair: Chair) -> Iterator[Line]:
    """Units that have published nothing new for days; above all units sections as well."""
    terms = SilenceTerms.load()
    units = silent_units(chair.now, chair.reach.units, terms)
    if units and chair.unit is not None:
        text = _("Nothing new has been published for %(days)s days.") % {"days": units[0].days}
        yield Line(text, _("See the report"), alerting.address(alerting.UNITS), Tone.BAD)
        return
    if units:
        text = ngettext("%(number)s unit is silent: %(names)s.", "%(number)s units are silent: %(names)s.", len(units))
        yield Line(
            text % {"number": len(units), "names": _names(units)},
            _("See the report"),
            alerting.address(alerting.UNITS),
            Tone.BAD,
        )
    sections = silent_sections(chair.now, terms) if chair.unit is None else []
    if sections:
        text = ngettext(
            "%(number)s section is silent: %(names)s.", "%(number)s sections are silent: %(names)s.", len(sections)
        )
        yield Line(
            text % {"number": len(sections), "names": _names(sections)},
            _("See the report"),
            alerting.address(alerting.SECTIONS),
        )


def _names(found: list[Silence]) -> str:
    told = [_("%(name)s (%(days)s days)") % {"name": each.name, "days": each.days} for each in found[:NAMED]]
    return ", ".join(told) + (", …" if len(found) > NAMED else "")


register(Part.LATE, "stages", overdue_stages)
register(Part.LATE, "silence", silence)
