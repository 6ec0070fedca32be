"""What the page of a code says: where the question stands, who answers, until when; nothing personal (ND-11.1c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from qa.clock.due import last_day
from qa.handling import reopening
from qa.handling.timing import is_paused
from qa.models import TOLD, PrivateAnswer, Question, State, Step
from qa.models.pages import AnswerPage
from units import calendar
from units.models import Unit


@dataclass(frozen=True)
class Standing:
    """One question as its asker sees it: neither its text nor the name of anybody."""

    number: int
    state: str
    is_open: bool
    unit: Unit
    received_at: datetime
    answer_by: date | None
    is_late: bool
    paused_until: date | None
    told: list[Step]
    page: AnswerPage | None
    private_answer: str
    may_come_back: bool


def of(question: Question) -> Standing:
    """Where ``question`` stands; what was merged goes with the one that it was merged into."""
    answered = question.merged_into if question.merged_into is not None else question
    page = answered.page if answered.page is not None and answered.page.live else None
    is_open = answered.is_open
    due = last_day(answered.answer_due_at) if is_open else None
    paused = answered.paused_until if is_paused(answered) else None
    return Standing(
        number=question.pk,
        state=str(State(answered.state).label),
        is_open=is_open,
        unit=answered.unit,
        received_at=question.received_at,
        answer_by=due,
        is_late=is_open and due is not None and due < calendar.today(),
        paused_until=last_day(paused) if paused is not None else None,
        told=list(Step.objects.filter(question=answered, act__in=TOLD).order_by("pk")),
        page=page,
        private_answer=_private(question) if question.state == State.ANSWERED else "",
        may_come_back=reopening.why_not(question) is None,
    )


def _private(question: Question) -> str:
    approved = question.private_answers.filter(state=PrivateAnswer.State.APPROVED).order_by("-pk").first()
    return approved.text if approved is not None else ""
