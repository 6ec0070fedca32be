"""Key tasks of which nothing has been told yet, as a line of the leader's page (ND-7.1b)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.keytasks.models import KeyTask
from units.leading.chairs import Chair
from units.leading.lines import Line, Part, Tone, register

#: So many tasks are named, each with so many letters.
NAMED = 3
LONGEST = 60


def untold(chair: Chair) -> Iterator[Line]:
    """The tasks that run in the unit's charge and that none of its items tells of; above all units, no item at all."""
    today = calendar.day_of(chair.now)
    charged = None if chair.unit is None else [chair.unit.pk]
    tasks = KeyTask.objects.running(today).of_units(charged).untold(chair.unit)
    names = [Truncator(name).chars(LONGEST) for name in tasks.in_order().values_list("name", flat=True)]
    if names:
        text = ngettext(
            "No item tells of %(number)s key task yet: %(names)s.",
            "No item tells of %(number)s key tasks yet: %(names)s.",
            len(names),
        ) % {"number": len(names), "names": "; ".join(names[:NAMED]) + ("; …" if len(names) > NAMED else "")}
        address = f"{reverse('reports:table', args=['nhiem-vu-trong-tam'])}?span=year&year={today.year}"
        yield Line(text, _("See the report"), address, Tone.BAD)


register(Part.STANDING, "key_tasks", untold)
