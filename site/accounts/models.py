"""The person who signs in (LD-1.2d: personal accounts only)."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One account, one person. ``last_name`` holds family and middle names, ``first_name`` the given name."""

    position = models.CharField(_("position"), max_length=200, blank=True)

    class Meta(AbstractUser.Meta):
        ordering = ["username"]

    def get_full_name(self) -> str:
        """The name in Vietnamese order, family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    def __str__(self) -> str:
        return self.get_full_name() or self.username
