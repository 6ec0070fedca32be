"""The verbs of practice. Each asks the rules and changes one row of one table; nobody is told and nothing is noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import PracticeItem
from home.practising import rules
from units import calendar
from units.guarding import demand

if TYPE_CHECKING:
    from accounts.models import User

State = PracticeItem.State


@transaction.atomic
def write(item: PracticeItem | None, user: User, said: dict[str, Any], send: bool) -> PracticeItem:
    """Save what ``user`` typed, as a draft or sent. Raises ``PermissionDenied`` where it is not theirs to change."""
    if item is not None:
        item = PracticeItem.objects.select_for_update().get(pk=item.pk)
    demand(rules.refusal_to_write(item, user))
    item = item or PracticeItem(author=user)
    item.title, item.said = said["title"], said
    item.state = State.WAITING if send else State.DRAFT
    return _saved(item)


@transaction.atomic
def decide(pk: int, user: User, approves: bool, comment: str = "", reasons: Sequence[str] = ()) -> PracticeItem:
    """Approve or return an item. Raises ``PermissionDenied`` with a sentence where ``user`` may not."""
    item = PracticeItem.objects.select_for_update().get(pk=pk)
    demand(rules.refusal_to_decide(item, user))
    item.state = State.APPROVED if approves else State.RETURNED
    item.decided_by, item.comment, item.reasons = user, comment, list(reasons)
    return _saved(item)


def take_example(user: User) -> PracticeItem:
    """Put an example that nobody wrote among the items to decide on; it has faults to find.

    Raises ``PermissionDenied`` with a sentence where ``user`` does not practise.
    """
    demand(rules.refusal_to_enter(user))
    today = calendar.today()
    title = _("Example: the cell of the office holds its monthly meeting")
    said = {
        "title": title,
        "text": _(
            "This morning the party cell of the office held its monthly meeting. About 100 or 120 members took "
            "part.\n\nA newspaper writes that the meeting decided on three tasks for next month."
        ),
        "event_date": f"{today:%Y-%m-%d}",
        "own_work": True,
    }
    return _saved(PracticeItem(title=title, said=said, state=State.WAITING))


def empty(user: User) -> int:
    """Clear the practice area; how many items there were. Raises ``PermissionDenied`` for all but the office."""
    demand(rules.refusal_to_empty(user))
    return PracticeItem.objects.all().delete()[0]


def _saved(item: PracticeItem) -> PracticeItem:
    item.changed_at = timezone.now()
    item.save()
    return item
