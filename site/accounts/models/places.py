"""Where people sign in: their sessions, and the devices that they have used before (LD-1.2d)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.sessions import SessionStore


class PersonSessionQuerySet(models.QuerySet["PersonSession"]):
    """Named questions about sessions."""

    def alive(self) -> PersonSessionQuerySet:
        """Sessions of people that have neither run out nor lain idle too long."""
        now = timezone.now()
        return self.filter(
            expire_date__gt=now,
            signed_in_at__gt=now - PersonSession.longest(),
            last_used_at__gt=now - PersonSession.idle_limit(),
        )

    def of(self, user: User) -> PersonSessionQuerySet:
        """The sessions in which ``user`` is signed in."""
        return self.filter(user=user)


class PersonSession(AbstractBaseSession):
    """A session with whose it is, from where, and when it was last used."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", verbose_name=_("person")
    )
    address = models.CharField(_("address"), max_length=45, blank=True)
    agent = models.CharField(max_length=255, blank=True)
    signed_in_at = models.DateTimeField(_("signed in"), null=True)
    last_used_at = models.DateTimeField(_("last use"), default=timezone.now)

    objects = PersonSessionQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that reads these rows."""
        from accounts.sessions import SessionStore

        return SessionStore

    @staticmethod
    def idle_limit() -> timedelta:
        """How long a session may lie unused."""
        return timedelta(minutes=settings.PORTAL_IDLE_MINUTES)

    @staticmethod
    def longest() -> timedelta:
        """How long a session lasts however much it is used."""
        return timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def is_over(self) -> bool:
        """Whether somebody who was signed in has left it unused for too long, or began it too long ago."""
        now = timezone.now()
        if self.user_id is None or self.signed_in_at is None:
            return False
        return now - self.last_used_at > self.idle_limit() or now - self.signed_in_at > self.longest()


class KnownDevice(models.Model):
    """A browser in which a person has signed in before; it holds ``key`` in a signed cookie, the row its digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    digest = models.CharField(max_length=64, unique=True)
    agent = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=45, blank=True)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    # No second factor is asked for here until then; stays empty while PORTAL_REMEMBER_DAYS is 0.
    trusted_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}, {self.first_at:%d/%m/%Y}"
