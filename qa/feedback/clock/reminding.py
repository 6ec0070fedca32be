"""What the clock tells by itself: the officer, every officer, then the leaders; by number alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qa import data_requests
from qa.clock.due import end_of_day, last_day
from qa.feedback import people, trail
from qa.feedback.models import OPEN, DataRequest, Feedback, FeedbackTerms, State
from qa.people import coordinators
from units import calendar
from units.clock.rungs import Rung, highest, in_batches
from units.clock.working_days import WorkingDays
from units.messages import Kind, tell
from units.messages.models import Message

if TYPE_CHECKING:
    from accounts.models import User

#: The rungs in their order; ``Feedback.reminded`` keeps the last one reached, and begins anew with a new due moment.
WARNED, OVERDUE, ESCALATED = range(1, 4)


def _handlers(feedback: Feedback) -> list[User]:
    if feedback.state == State.PROPOSED:
        return list(people.leaders())
    if feedback.officer is not None and people.is_officer(feedback.officer):
        return [feedback.officer]
    return list(people.officers())


def _officers(feedback: Feedback) -> list[User]:
    return list(people.officers())


def _leaders(feedback: Feedback) -> list[User]:
    return list(people.leaders())


def _office(feedback: Feedback) -> list[User]:
    return list(coordinators())


LADDER: dict[int, Rung[Feedback]] = {
    WARNED: Rung(
        (_handlers, _officers, _leaders, _office),
        _("Feedback no. %(number)s: the next step is due by %(day)s."),
        Kind.WAITING,
    ),
    OVERDUE: Rung(
        (_handlers, _officers, _leaders, _office),
        _("Feedback no. %(number)s is overdue since %(day)s."),
        Kind.OVERDUE,
    ),
    ESCALATED: Rung(
        (_leaders, _officers, _office), _("Feedback no. %(number)s is overdue since %(day)s."), Kind.ESCALATED
    ),
}


@dataclass(frozen=True)
class DueFeedback:
    """A record that has come to a rung."""

    feedback: Feedback
    rung: int

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{LADDER[self.rung].kind.label}: {self.feedback}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the circle of the last rung passed; nobody where another run was faster or the record went on."""
        feedback = self.feedback
        same = Feedback.objects.filter(pk=feedback.pk, reminded=feedback.reminded, due_at=feedback.due_at)
        if feedback.due_at is None or not same.filter(state__in=OPEN).update(reminded=self.rung):
            return []
        rung = LADDER[self.rung]
        words = {"number": feedback.pk, "day": f"{last_day(feedback.due_at):%d/%m/%Y}"}
        return tell(
            rung.told(feedback), rung.kind, str(rung.sentence) % words, trail.address_of(feedback), item=feedback
        )


@dataclass(frozen=True)
class DueRequest:
    """A request about somebody's data that should have been decided."""

    row: DataRequest

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{Kind.OVERDUE.label}: {self.row}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell whoever decides; once."""
        if not DataRequest.objects.open().filter(pk=self.row.pk, reminded=False).update(reminded=True):
            return []
        record = data_requests.record_of(self.row)
        asked = list(data_requests.deciders(record)) if record is not None else []
        sentence = data_requests.sentence_of(self.row)
        about = str(record or self.row)
        found = asked or list(coordinators())
        return tell(found, Kind.OVERDUE, sentence, data_requests.address(), item=self.row, about=about)


def due_feedback(now: datetime) -> Iterator[DueFeedback]:
    """The open records that have come to a rung of which nobody has been told."""
    terms, days = FeedbackTerms.now(), WorkingDays.load()
    horizon = end_of_day(days.add_days(calendar.day_of(now), terms.warns_days))
    left = Feedback.objects.open().filter(due_at__lte=horizon, reminded__lt=ESCALATED)
    keys = list(left.order_by("pk").values_list("pk", flat=True))
    for feedback in in_batches(Feedback.objects.select_related("officer"), keys):
        rung = reached(feedback, now, terms, days)
        if rung > feedback.reminded:
            yield DueFeedback(feedback, rung)


def due_requests(now: datetime) -> Iterator[DueRequest]:
    """The requests about data that are late and of which nobody has been told."""
    late = DataRequest.objects.open().filter(due_at__lte=now, reminded=False).select_related("about_type")
    for row in late.order_by("pk"):
        yield DueRequest(row)


def reached(feedback: Feedback, now: datetime, terms: FeedbackTerms, days: WorkingDays) -> int:
    """The highest rung that the record has come to at ``now``; 0 for none."""
    if feedback.due_at is None:
        return 0
    day = last_day(feedback.due_at)
    moments = {
        WARNED: calendar.start_of(days.add_days(day, -terms.warns_days)),
        OVERDUE: feedback.due_at,
        ESCALATED: end_of_day(days.add_days(day, max(1, terms.leaders_after))),
    }
    return highest(moments, now)
