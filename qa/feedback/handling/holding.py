"""One act holds what was reported: approval's own measure by its own rule, and the Standing Board is told (ND-13.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from qa.feedback import people, trail
from qa.feedback.models import Act, Feedback
from qa.feedback.rules import Rules, demand_words
from units.approval import measures
from units.guarding import demand
from units.messages import Kind

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def hold(pk: int, user: User, reason: str) -> Feedback:
    """Put the reported item on hold for ``reason``, which its people and the record read.

    Raises ``PermissionDenied`` where ``user`` may not or gives no reason.
    """
    reason = demand_words(reason)
    feedback = Feedback.objects.select_related("about_type", "officer").get(pk=pk)
    demand(Rules(feedback, user).why_not_hold())
    # Locks are taken as everywhere else: the item first, then what was said about it.
    measures.hold(feedback.reported_item, user, reason)
    trail.write(feedback, Act.HELD, user, reason)
    sentence = _("A page was put on hold after it was reported: feedback no. %(number)s.")
    trail.say(people.leaders(), Kind.HELD, sentence, feedback)
    return feedback
