"""The daily digest: one mail a day a person, with everything that did not go at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from units import calendar
from units.messages.letters import digest
from units.messages.models import DEFAULT_HOUR, LEASE, Message, Preference
from units.messages.sending import Patience

if TYPE_CHECKING:
    from accounts.models import User


def people_due(now: datetime) -> QuerySet[User]:
    """The people whose hour has come today, who got no digest today and for whom there is something to send."""
    hour = timezone.localtime(now, timezone.get_default_timezone()).hour
    chosen = Q(message_preference__digest_hour__lte=hour) & _none_on(calendar.day_of(now), "message_preference__")
    usual = Q(message_preference=None) if hour >= DEFAULT_HOUR else Q(pk=None)
    waiting = Message.objects.for_digest().filter(recipient=OuterRef("pk"))
    people: QuerySet[User] = get_user_model().objects.filter(usual | chosen).filter(Exists(waiting)).order_by("pk")
    return people


def send_digests(now: datetime, patience: Patience) -> Iterator[bool]:
    """Send the digests that are due at ``now``; yields whether each went out. Stops when ``patience`` is over."""
    for person in list(people_due(now)):
        if patience.is_over:
            return
        Preference.objects.get_or_create(user=person)
        if not _take(person, now):
            continue
        sent = _send(person, now, patience)
        if sent is not None:
            yield sent


def _send(person: User, now: datetime, patience: Patience) -> bool | None:
    """Send what waits for ``person``, whose digest has been claimed; None when another sender was faster."""
    preference = Preference.objects.filter(user=person)
    keys = list(Message.objects.for_digest().of(person).values_list("pk", flat=True))
    taken_at = timezone.now()
    Message.objects.filter(pk__in=keys).take(taken_at)
    ours = Message.objects.filter(pk__in=keys, taken_at=taken_at, mailed_at=None)
    messages = list(ours.order_by("-urgent", "created_at", "pk"))
    if not messages:
        preference.update(digest_taken_at=None)
        return None
    day = calendar.day_of(now)
    ours = Message.objects.filter(pk__in=[message.pk for message in messages])
    sent = patience.try_to_send(partial(digest, person, messages, day), ours)
    preference.update(digest_taken_at=None, **({"digest_on": day} if sent else {}))
    return sent


def _take(person: User, now: datetime) -> int:
    """Claim the day's digest of ``person``; 0 when it has been sent or another sender is at it."""
    free = Q(digest_taken_at=None) | Q(digest_taken_at__lte=now - LEASE)
    due = Preference.objects.filter(free, _none_on(calendar.day_of(now)), user=person)
    return due.update(digest_taken_at=now)


def _none_on(day: date, prefix: str = "") -> Q:
    """The preferences of people who have had no digest on ``day``."""
    return Q(**{f"{prefix}digest_on": None}) | Q(**{f"{prefix}digest_on__lt": day})
