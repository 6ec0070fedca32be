"""The person who signs in (LD-1.2d: personal accounts only)."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One account, one person. ``last_name`` holds family and middle names, ``first_name`` the given name."""

    position = models.CharField(_("position"), max_length=200, blank=True)
    # Kept here, and not worked out, because every page of the administration asks for it (ND-13.6b).
    password_due_on = models.DateField(_("password to be changed by"), null=True, blank=True, editable=False)
    # Set for everybody when another version of the rules is laid, for the same reason (LD-1.2b).
    owes_rules = models.BooleanField(_("has to acknowledge the rules of use"), default=False, editable=False)

    class Meta(AbstractUser.Meta):
        ordering = ["username"]

    def clean(self) -> None:
        """Refuse an e-mail address that another account has: links to set a password go to one person (LD-1.2d)."""
        super().clean()
        accounts = type(self)._default_manager.all()
        if not self.email or accounts.filter(pk=self.pk, email=self.email).exists():
            return
        if accounts.filter(email__iexact=self.email).exclude(pk=self.pk).exists():
            sentence = _("An account with this e-mail address exists; ask its holder for the user name and use that.")
            raise ValidationError({"email": sentence})

    def get_full_name(self) -> str:
        """The name in Vietnamese order, family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    def days_left(self, on: date | None = None) -> int | None:
        """For how many more days the password holds; 0 or less once only a new one helps, None without a limit."""
        if self.password_due_on is None:
            return None
        return (self.password_due_on - (on or timezone.localdate())).days

    def __str__(self) -> str:
        return self.get_full_name() or self.username
