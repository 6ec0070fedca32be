"""What follows from a new password, and how long one holds (ND-13.6b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from accounts import events
from accounts.models import PasswordAge, PasswordRecord
from accounts.sessions import end_all

if TYPE_CHECKING:
    from accounts.models import User

#: Days before the last on which people are told.
WARN_DAYS = (7, 3, 1)


def had_by(user: User, number: int) -> list[str]:
    """The hashes of the last ``number`` passwords of ``user``, the newest first."""
    return list(PasswordRecord.objects.filter(user=user).values_list("password", flat=True)[:number])


@transaction.atomic
def changed(user: User, keep: int) -> None:
    """Take down the new password of ``user``, begin its time, and end every session that rests on the old one.

    Whoever changes their own password goes on in theirs through ``update_session_auth_hash``, which begins another.
    """
    PasswordRecord.objects.create(user=user, password=user.password)
    old = PasswordRecord.objects.filter(user=user).values_list("pk", flat=True)[keep:]
    PasswordRecord.objects.filter(pk__in=list(old)).delete()
    user.password_due_on = PasswordAge.objects.current().due_after(timezone.localdate())
    get_user_model().objects.filter(pk=user.pk).update(password_due_on=user.password_due_on)
    # No device is trusted for what was proved with the old password.
    user.known_devices.update(trusted_until=None)
    events.note("password_changed", user=user)
    end_all(user, "password_changed")


@transaction.atomic
def set_age(age: PasswordAge) -> None:
    """Let ``age`` hold from now on, for every password there is. Raises ``ValidationError`` as its ``clean`` does."""
    age.full_clean(exclude=["set_by"])
    age.save()
    people = get_user_model().objects.filter(password_due_on__isnull=False)
    for user in people.prefetch_related("password_records").iterator(chunk_size=500):
        records: list[Any] = list(user.password_records.all())
        if records:
            user.password_due_on = age.due_after(timezone.localdate(records[0].set_at))
            user.save(update_fields=["password_due_on"])
    events.note(
        "password_age_changed",
        by=age.set_by.username if age.set_by else "",
        days=age.days,
        clause=age.clause,
        decision=age.decision,
    )
