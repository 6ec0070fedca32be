"""The leaders direct on a synthesis; the officers report what was done, and the clock tells what is late (LD-3.1c)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.clock.due import last_day
from qa.feedback import people
from qa.feedback.clock import due
from qa.feedback.models import SynthesisAct, SynthesisDirection
from qa.feedback.rules import demand_words
from qa.feedback.synthesising import trail
from qa.feedback.synthesising.rules import SynthesisRules
from qa.feedback.synthesising.writing import locked
from units.guarding import demand
from units.messages import Kind, tell
from units.messages.models import Message

if TYPE_CHECKING:
    from accounts.models import User


def direct(pk: int, user: User, text: str, until: date) -> SynthesisDirection:
    """Direct what is to be done by the end of ``until``; the officers are told.

    Raises ``PermissionDenied`` where ``user`` may not, without a direction, or for an unfit day.
    """
    text = demand_words(text)
    with locked(pk) as synthesis:
        demand(SynthesisRules(synthesis, user).why_not_direct())
        made = SynthesisDirection.objects.create(
            synthesis=synthesis, by=user, at=timezone.now(), text=text, due_at=due.until(until)
        )
        trail.write(synthesis, SynthesisAct.DIRECTED, user, text)
        trail.say(people.officers(), Kind.WAITING, _("The leaders directed on synthesis no. %(number)s."), synthesis)
        return made


def fulfil(direction_pk: int, user: User, report: str) -> SynthesisDirection:
    """Report what was done; whoever directed is told.

    Raises ``PermissionDenied`` where ``user`` may not, a second time, or without a word of what was done.
    """
    report = demand_words(report)
    with transaction.atomic():
        direction = SynthesisDirection.objects.select_for_update().get(pk=direction_pk)
        synthesis = direction.synthesis
        demand(SynthesisRules(synthesis, user).why_not_fulfil(direction))
        direction.done_at, direction.done_by, direction.report = timezone.now(), user, report
        direction.save()
        trail.write(synthesis, SynthesisAct.FULFILLED, user, report)
        sentence = _("Your direction on synthesis no. %(number)s was carried out.")
        trail.say([direction.by], Kind.TOLD, sentence, synthesis)
        return direction


@dataclass(frozen=True)
class DueDirection:
    """A direction that should have been carried out."""

    row: SynthesisDirection

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{Kind.OVERDUE.label}: {self.row}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the officers and whoever directed; once."""
        if not SynthesisDirection.objects.open().filter(pk=self.row.pk, reminded=False).update(reminded=True):
            return []
        sentence = _("A direction on synthesis no. %(number)s was due on %(day)s.")
        synthesis, by = self.row.synthesis, self.row.by
        words = {"number": synthesis.pk, "day": f"{last_day(self.row.due_at):%d/%m/%Y}"}
        asked = [*people.officers(), *([by] if people.directs(by) else [])]
        return tell(asked, Kind.OVERDUE, sentence % words, trail.address_of(synthesis), item=synthesis)


def due_directions(now: datetime) -> Iterator[DueDirection]:
    """The directions that are late and of which nobody has been told."""
    late = SynthesisDirection.objects.open().filter(due_at__lte=now, reminded=False)
    for row in late.select_related("synthesis", "by").order_by("pk"):
        yield DueDirection(row)
