"""What follows from a sign-in, a failed one, and a closed account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import events, guessing, places
from accounts.sessions import end_all

if TYPE_CHECKING:
    from accounts.models import User

user_logged_in.connect(places.note_in_session, dispatch_uid="note-place")
user_login_failed.connect(guessing.note_failure, dispatch_uid="note-failure")
user_locked_out.connect(guessing.note_lock, dispatch_uid="note-lock")


@receiver(user_logged_out)
def note_going(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """Somebody signed out."""
    if user is not None:
        events.note("signed_out", user=user, address=places.address_of(request))


@receiver(post_save, sender=get_user_model())
def end_sessions_of_closed(instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A closed account is signed out everywhere at once, and stays so when it is opened again (LD-4.1c)."""
    if not instance.is_active and not created and not raw:
        end_all(instance, "account_closed")
