"""Taking answers and comments in: bounded for each address, and kept without a word of who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar
from units.approval import items
from units.scoping import unit_of
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.visitors import limits
from units.visitors.addresses import address_key
from units.visitors.models import LimitCount

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Where each count of a limit begins; they are forgotten after a day.
SCOPE = "useful"
#: From one address within an hour, which a whole office may share.
POSTS, COMMENTS = 60, 5
#: Of one item, from one address within a day.
VOTES = 1
#: From everybody within a day: what a unit can read.
ALL_COMMENTS = 300


@dataclass(frozen=True)
class Refusal:
    """Why something is not taken now, and when it will be."""

    sentence: str
    again_at: datetime

    @property
    def seconds(self) -> int:
        """For the header ``Retry-After``."""
        return max(1, int((self.again_at - timezone.now()).total_seconds()))


def knock(request: HttpRequest) -> Refusal | None:
    """Count a post from the sender's address, whatever comes of it; beyond the limit nothing more is done with it."""
    return _refusal(limits.take(f"{SCOPE}:posts", address_key(request), POSTS, HOUR))


@transaction.atomic
def vote(item: Any, is_useful: bool, request: HttpRequest) -> bool:
    """Count an answer to “Was this useful?”; False where the address has answered for ``item`` within a day."""
    LimitCount.objects.filter(scope__startswith=f"{SCOPE}:", began_at__lt=timezone.now() - DAY).delete()
    if limits.take(f"{SCOPE}:{items.key_of(item)}", address_key(request), VOTES, DAY) is not None:
        return False
    named = {"title": item.title, "unit": unit_of(item), "last_on": calendar.today()}
    held, _made = UsefulnessCount.objects.get_or_create(**_key(item), defaults=named)
    which = "useful" if is_useful else "not_useful"
    UsefulnessCount.objects.filter(pk=held.pk).update(**{which: F(which) + 1}, **named)
    return True


def comment(item: Any, text: str, request: HttpRequest) -> Refusal | None:
    """Keep what a reader wrote about ``item`` for its unit; None if it was taken."""
    again = limits.take(f"{SCOPE}:comments", address_key(request), COMMENTS, HOUR)
    again = again or limits.take(f"{SCOPE}:all-comments", "", ALL_COMMENTS, DAY)
    if again is None:
        ReaderComment.objects.create(**_key(item), title=item.title, unit=unit_of(item), text=text)
    return _refusal(again)


def _key(item: Any) -> dict[str, Any]:
    return {"item_type": item.get_base_content_type(), "item_id": str(item.pk)}


def _refusal(again: datetime | None) -> Refusal | None:
    if again is None:
        return None
    at = f"{timezone.localtime(again, timezone.get_default_timezone()):%H:%M %d/%m/%Y}"
    sentence = _(
        "Many answers have come in a short time, perhaps from others at your address. The next one is taken at "
        "%(time)s. What you typed is kept on this page; press the button again then."
    )
    return Refusal(sentence % {"time": at}, again)
