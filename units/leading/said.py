"""What people say of public items: comments that nobody has read, and whether items were useful (LD-6.1c)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import calendar
from units.duties.spans import DAY
from units.leading.chairs import Chair
from units.leading.lines import Line, Part, register
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.usefulness.readers import units_heard

#: Answers to “Was this useful?” are summed over the items that were answered in so many days.
DAYS = 30


def comments(chair: Chair) -> Iterator[Line]:
    """Comments that nobody has read yet, of the units whose comments the person reads."""
    heard = units_heard(chair.user)
    if chair.unit is not None:
        heard = heard.filter(pk=chair.unit.pk)
    number = ReaderComment.objects.of_units(heard.order_by().values("pk")).unread().count()
    if number:
        text = ngettext(
            "%(number)s comment of readers has not been read.",
            "%(number)s comments of readers have not been read.",
            number,
        )
        yield Line(text % {"number": number}, _("Read"), reverse("reader_comments:index"))


def usefulness(chair: Chair) -> Iterator[Line]:
    """How many readers found the items useful that were answered last month; the screen behind is the unit's own."""
    heard = units_heard(chair.user)
    if chair.unit is not None:
        heard = heard.filter(pk=chair.unit.pk)
    since = calendar.day_of(chair.now) - DAYS * DAY
    counts = UsefulnessCount.objects.of_units(heard.order_by().values("pk")).filter(last_on__gte=since)
    sums = counts.aggregate(useful=Sum("useful"), not_useful=Sum("not_useful"))
    useful, other = sums["useful"] or 0, sums["not_useful"] or 0
    if useful + other:
        text = _("Readers found items useful %(useful)s times, not useful %(other)s times.")
        yield Line(
            text % {"useful": useful, "other": other},
            _("See which"),
            reverse("reader_comments:answers"),
            share=round(100 * useful / (useful + other)),
        )


register(Part.SAID, "comments", comments)
register(Part.SAID, "usefulness", usefulness)
