"""What waits for the leader: items to decide, emergencies to sign, and the lists of the upper rooms (ND-12.4)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval import elsewhere, inbox
from units.approval.worklists import WorkLists
from units.contributions.periods import moment_text
from units.leading.chairs import Chair
from units.leading.lines import Line, Part, Tone, register


def decisions(chair: Chair) -> Iterator[Line]:
    """The items that the person may decide on."""
    found = inbox.waiting_for(chair.user).order_by().aggregate(number=Count("pk", distinct=True), due=Min("due_at"))
    number, due = found["number"], found["due"]
    if not number:
        return
    text = ngettext("%(number)s item waits for your decision", "%(number)s items wait for your decision", number)
    text %= {"number": number}
    if due is not None:
        text = _("%(what)s; the first is due %(moment)s") % {"what": text, "moment": moment_text(due)}
    tone = Tone.BAD if due is not None and due <= chair.now else Tone.TELL
    yield Line(f"{text}.", _("Decide"), reverse("approval:my_work"), tone)


def emergencies(chair: Chair) -> Iterator[Line]:
    """What was published in an emergency and waits for a second name."""
    number = len(WorkLists(chair.user, {}).emergencies)
    if number:
        text = ngettext(
            "%(number)s emergency publication waits to be signed off.",
            "%(number)s emergency publications wait to be signed off.",
            number,
        )
        yield Line(text % {"number": number}, _("Sign off"), reverse("approval:my_work"), Tone.BAD)


def lists_of_upper_rooms(chair: Chair) -> Iterator[Line]:
    """What else is in the person's inbox, such as questions."""
    for section in elsewhere.sections_for(chair.user, 1):
        if section.number:
            text = _("%(heading)s: %(number)s.") % {"heading": section.heading, "number": section.number}
            yield Line(text, _("Open"), section.url)


register(Part.WAITING, "decisions", decisions)
register(Part.WAITING, "emergencies", emergencies)
register(Part.WAITING, "elsewhere", lists_of_upper_rooms)
