"""Directions in “My work” and on the leader's page (LD-6.1c, ND-9.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.approval.elsewhere import Section
from units.contributions.periods import day_text
from units.directions import rules
from units.directions.models import UnitDirection
from units.leading.chairs import Chair
from units.leading.lines import Line, Tone

if TYPE_CHECKING:
    from accounts.models import User

#: So many units are named.
NAMED = 3


def section_for(user: User, most: int) -> Section | None:
    """What waits for ``user``; None for everybody who neither leads a unit nor directs any. One query."""
    if not rules.led_by(user) and not rules.may_direct(user):
        return None
    waiting = rules.waiting_for(user).select_related("unit").by_due()
    return Section.of(
        waiting,
        most,
        name="directions",
        heading=_("Directions"),
        empty=_("No direction waits for you."),
        url=reverse("directions:index"),
        template="directions/_waiting.html",
    )


def late(chair: Chair) -> Iterator[Line]:
    """Units that have not carried out a direction in time, the latest first; one query."""
    overdue = UnitDirection.objects.overdue(calendar.day_of(chair.now))
    if chair.unit is not None:
        overdue = overdue.filter(unit=chair.unit)
    by_unit = overdue.order_by().values("unit__name").annotate(number=Count("pk"), since=Min("due_on"))
    for row in by_unit.order_by("since")[:NAMED]:
        text = ngettext(
            "%(unit)s: %(number)s direction not carried out, due on %(day)s.",
            "%(unit)s: %(number)s directions not carried out, the first due on %(day)s.",
            row["number"],
        ) % {"unit": row["unit__name"], "number": row["number"], "day": day_text(row["since"])}
        yield Line(text, _("See the directions"), reverse("directions:index"), Tone.BAD)
