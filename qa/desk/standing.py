"""Where a question stands and what comes next: there is always a next step, by somebody, by a moment (ND-9.4a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qa.handling.timing import is_paused
from qa.models import Question, State


@dataclass(frozen=True)
class Standing:
    """The next step of an open question or record of feedback: what, by whom, by when."""

    step: str
    who: str
    due_at: datetime

    @property
    def is_late(self) -> bool:
        """Whether it should have been taken."""
        return self.due_at <= timezone.now()


def of(question: Question) -> Standing | None:
    """The next step; None for a question that is closed. Raises ``ValueError`` for one that nobody owes a step."""
    if not question.is_open:
        return None
    if question.due_at is None:
        raise ValueError(f"{question} is open and nothing is due")
    unit = str(question.unit)
    if question.state == State.RECEIVED:
        return Standing(_("accept the question or pass it on"), unit, question.due_at)
    if question.state == State.AWAITING:
        who = _("the leader of %(unit)s") % {"unit": unit}
        return Standing(_("approve the answer or return it"), who, question.due_at)
    who = f"{question.officer}, {unit}"
    if is_paused(question):
        return Standing(_("go on with the answer after the pause"), who, question.due_at)
    return Standing(_("answer the question"), who, question.due_at)
