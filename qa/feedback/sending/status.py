"""What the page of a code says: where it stands, until when, what became of it; nothing personal, not even the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from qa.clock.due import last_day
from qa.feedback.models import Feedback, State
from units import calendar


@dataclass(frozen=True)
class Standing:
    """One record as its sender sees it."""

    number: int
    kind: str
    state: str
    is_open: bool
    received_at: datetime
    outcome_by: date | None
    is_late: bool
    authority: str
    outcome: str
    outcome_text: str
    closed_at: datetime | None


def of(feedback: Feedback) -> Standing:
    """Where ``feedback`` stands."""
    day = last_day(feedback.outcome_due_at) if feedback.is_open else None
    return Standing(
        number=feedback.pk,
        kind=feedback.get_kind_display(),
        state=feedback.get_state_display(),
        is_open=feedback.is_open,
        received_at=feedback.received_at,
        outcome_by=day,
        is_late=day is not None and day < calendar.today(),
        authority=feedback.authority if feedback.state in {State.REFERRED, State.CLOSED} else "",
        outcome=feedback.get_outcome_display(),
        outcome_text=feedback.outcome_text,
        closed_at=feedback.closed_at,
    )
