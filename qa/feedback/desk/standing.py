"""Where a record stands and what comes next: there is always a next step, by somebody, by a moment."""

from __future__ import annotations

from django.utils.translation import gettext as _

from qa.desk.standing import Standing
from qa.feedback.models import Feedback, State


def of(feedback: Feedback) -> Standing | None:
    """The next step; None for what is closed. Raises ``ValueError`` for a record of which nobody owes a step."""
    if not feedback.is_open:
        return None
    if feedback.due_at is None:
        raise ValueError(f"{feedback} is open and nothing is due")
    if feedback.state == State.RECEIVED:
        return Standing(_("take it or assign it"), _("the officers named for feedback"), feedback.due_at)
    if feedback.state == State.PROPOSED:
        return Standing(_("direct what is to be done"), _("the leaders"), feedback.due_at)
    officer = str(feedback.officer)
    if feedback.state == State.REFERRED:
        step = _("ask %(authority)s for its reply and note it") % {"authority": feedback.authority}
        return Standing(step, officer, feedback.due_at)
    if feedback.state == State.DIRECTED:
        return Standing(_("carry the direction out and report it"), officer, feedback.due_at)
    return Standing(_("deal with it and tell its sender the outcome"), officer, feedback.due_at)
