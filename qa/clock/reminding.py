"""What the clock tells by itself: the officer, then the leader, then the office, then the Standing Committee (ND-9.4a).

Who is told beyond the unit learns the number of the question and the unit, never a word of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qa import people
from qa.clock.due import end_of_day, last_day
from qa.models import OPEN, Consultation, Question, QuestionTerms, State
from units import calendar
from units.clock.rungs import Rung, highest, in_batches
from units.clock.working_days import WorkingDays
from units.messages import Kind, tell
from units.messages.models import Message

if TYPE_CHECKING:
    from accounts.models import User

#: The rungs in their order; ``Question.reminded`` keeps the last one reached, and begins anew with a new due moment.
WARNED, OVERDUE, LEADER_TOLD, OFFICE_TOLD, COMMITTEE_TOLD = range(1, 6)


def _handlers(question: Question) -> list[User]:
    if question.state == State.ACCEPTED and question.officer is not None and question.officer.is_active:
        return [question.officer]
    return list(people.officers_of(question.unit))


def _leaders(question: Question) -> list[User]:
    return list(people.leaders_of(question.unit))


def _office(question: Question) -> list[User]:
    return list(people.coordinators())


def _committee(question: Question) -> list[User]:
    return list(people.overseers())


LADDER: dict[int, Rung[Question]] = {
    WARNED: Rung(
        (_handlers, _leaders, _office),
        gettext_lazy("Question no. %(number)s: the next step is due by %(day)s."),
        Kind.WAITING,
    ),
    OVERDUE: Rung(
        (_handlers, _leaders, _office), gettext_lazy("Question no. %(number)s is overdue since %(day)s."), Kind.OVERDUE
    ),
    LEADER_TOLD: Rung(
        (_leaders, _office),
        gettext_lazy("Question no. %(number)s to your unit is overdue since %(day)s."),
        Kind.ESCALATED,
    ),
    OFFICE_TOLD: Rung(
        (_office, _committee),
        gettext_lazy("Question no. %(number)s to %(unit)s is overdue since %(day)s."),
        Kind.ESCALATED,
    ),
    COMMITTEE_TOLD: Rung(
        (_committee,), gettext_lazy("Question no. %(number)s to %(unit)s is overdue since %(day)s."), Kind.ESCALATED
    ),
}


@dataclass(frozen=True)
class DueQuestion:
    """A question that has come to a rung."""

    question: Question
    rung: int

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{LADDER[self.rung].kind.label}: {self.question} ({self.question.unit})"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the circle of the last rung passed; nobody where another run was faster or the question went on."""
        question = self.question
        same = Question.objects.filter(pk=question.pk, reminded=question.reminded, due_at=question.due_at)
        if question.due_at is None or not same.filter(state__in=OPEN).update(reminded=self.rung):
            return []
        rung = LADDER[self.rung]
        words = {"number": question.pk, "unit": question.unit, "day": f"{last_day(question.due_at):%d/%m/%Y}"}
        inside = self.rung <= LEADER_TOLD
        address = reverse("questions:question", args=[question.pk]) if inside else reverse("questions:units")
        return tell(rung.told(question), rung.kind, str(rung.sentence) % words, address, item=question)


@dataclass(frozen=True)
class DueConsultation:
    """An opinion that should have been given."""

    row: Consultation

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{Kind.OVERDUE.label}: {self.row}"

    @transaction.atomic
    def give(self) -> list[Message]:
        """Tell the unit that was asked, and whoever asked; once."""
        row = self.row
        if not Consultation.objects.open().filter(pk=row.pk, reminded=False).update(reminded=True):
            return []
        sentence = _("The opinion of %(unit)s on question no. %(number)s was due on %(day)s.")
        words = {"unit": row.unit, "number": row.question_id, "day": f"{last_day(row.due_at):%d/%m/%Y}"}
        asked = tell(
            people.officers_of(row.unit),
            Kind.OVERDUE,
            sentence % words,
            reverse("questions:opinion", args=[row.pk]),
            item=row.question,
        )
        address = reverse("questions:question", args=[row.question_id])
        return asked + tell([row.asked_by], Kind.OVERDUE, sentence % words, address, item=row.question)


def due_questions(now: datetime) -> Iterator[DueQuestion]:
    """The open questions that have come to a rung of which nobody has been told."""
    terms, days = QuestionTerms.now(), WorkingDays.load()
    horizon = end_of_day(days.add_days(calendar.day_of(now), terms.warns_days))
    left = Question.objects.open().filter(due_at__lte=horizon, reminded__lt=COMMITTEE_TOLD)
    # Of a question that stands still nobody is reminded.
    keys = list(
        left.filter(Q(paused_until=None) | Q(paused_until__lte=now)).order_by("pk").values_list("pk", flat=True)
    )
    for question in in_batches(Question.objects.select_related("unit", "officer"), keys):
        rung = reached(question, now, terms, days)
        if rung > question.reminded:
            yield DueQuestion(question, rung)


def due_consultations(now: datetime) -> Iterator[DueConsultation]:
    """The opinions that are late and of which nobody has been told."""
    late = Consultation.objects.open().filter(due_at__lte=now, reminded=False, question__state__in=OPEN)
    for row in late.select_related("unit", "question", "asked_by").order_by("pk"):
        yield DueConsultation(row)


def reached(question: Question, now: datetime, terms: QuestionTerms, days: WorkingDays) -> int:
    """The highest rung that the question has come to at ``now``; 0 for none."""
    if question.due_at is None:
        return 0
    day = last_day(question.due_at)

    def late(number: int) -> datetime:
        return end_of_day(days.add_days(day, number)) if number else question.due_at or now

    moments = {
        WARNED: calendar.start_of(days.add_days(day, -terms.warns_days)),
        OVERDUE: question.due_at,
        LEADER_TOLD: late(terms.leader_after),
        OFFICE_TOLD: late(terms.office_after),
        COMMITTEE_TOLD: late(terms.committee_after),
    }
    return highest(moments, now)
