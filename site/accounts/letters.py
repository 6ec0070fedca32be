"""Mails about a person's own account; their links begin with the address from the settings, never a visitor's.

Each letter is ``templates/accounts/letters/<kind>.txt``, its first line the subject. It leaves as a task, so that
asking for a link takes as long for an account as for none where tasks have a worker (``PORTAL_TASKS=database``).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

#: The letters that bear a link with which whoever holds it sets a password: once, and not for long.
WITH_LINK = {"first_access", "reset"}


def send(kind: str, user: User, **facts: Any) -> None:
    """Write the letter ``kind`` to ``user`` once the caller's transaction is done; ``facts`` are texts it mentions."""
    told = {"when": timezone.localtime().strftime("%d/%m/%Y %H:%M"), **facts}
    transaction.on_commit(lambda: _write.enqueue(kind, user.pk, told), robust=True)


def send_reset(email: str) -> None:
    """Write to every account with this address how to set another password; the caller never learns whether one has."""
    _write_reset.enqueue(email)


@task()
def _write(kind: str, user_pk: int, facts: dict[str, Any]) -> None:
    user = get_user_model()._default_manager.filter(pk=user_pk, is_active=True).first()
    if user is not None and user.email:
        _mail(kind, user, facts)


@task()
def _write_reset(email: str) -> None:
    for user in get_user_model()._default_manager.filter(email__iexact=email, is_active=True):
        # As Django does: an address that only looks the same in the database's eyes gets nothing.
        if user.email.casefold() == email.casefold():
            _mail("reset" if user.has_usable_password() else "first_access", user, {})


def _mail(kind: str, user: Any, facts: dict[str, Any]) -> None:
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    link = ""
    if kind in WITH_LINK:
        key = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        link = base + reverse("wagtailadmin_password_reset_confirm", args=[key, token])
    context = {
        **facts,
        "person": user,
        "link": link,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "base": base,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject, _, body = render_to_string(f"accounts/letters/{kind}.txt", context).strip().partition("\n")
    try:
        send_mail(" ".join(subject.split()), body.strip() + "\n", None, [user.email])
    except OSError as error:
        # Nobody who is not signed in may learn from a failing server that the address was one of ours.
        logger.warning("A letter of the kind %s could not be sent; it can be asked for again.", kind, exc_info=error)
