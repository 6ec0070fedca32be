"""Wagtail's own screens of users obey as well: no password is typed there, and a change ends the account's sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import get_user_model
from django.http import HttpRequest

from accounts.helping import actions
from accounts.sessions import end_all

if TYPE_CHECKING:
    from accounts.models import User


def created(request: HttpRequest, user: User) -> None:
    """An account made there begins without a password; its owner gets the link (LD-1.2d)."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    actions.invite(user, cast("User", request.user))


def edited(request: HttpRequest, user: User) -> None:
    """What the account may do may have changed; whoever edits themself goes on."""
    end_all(user, "account_changed", request.session.session_key if user == request.user else None)


def edited_in_bulk(request: HttpRequest, objects: Sequence[Any]) -> None:
    """The same for many at once; those that were deleted have no sessions left."""
    for user in objects:
        if isinstance(user, get_user_model()) and user.pk is not None:
            edited(request, user)
