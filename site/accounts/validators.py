"""What a password must be beyond Django's own rules: four kinds of characters, not the name, not one had before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import passwords
from search.vietnamese import fold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from accounts.models import User

#: However it is set, no password is ever shorter.
SHORTEST = 8

#: Each kind of character, by whether one is of it, with what to say where none is (ND-13.6c).
KINDS: dict[str, tuple[Callable[[str], bool], _StrPromise]] = {
    "no_capital": (str.isupper, gettext_lazy("Use at least one capital letter.")),
    "no_small": (str.islower, gettext_lazy("Use at least one small letter.")),
    "no_digit": (str.isdecimal, gettext_lazy("Use at least one digit.")),
    "no_special": (
        lambda sign: not sign.isalnum() and not sign.isspace(),
        gettext_lazy("Use at least one special character, such as - ! @ # or %."),
    ),
}


class LengthValidator:
    """At least ``min_length`` characters. Raises ``ImproperlyConfigured`` for fewer than eight."""

    def __init__(self, min_length: int = 12) -> None:
        if min_length < SHORTEST:
            raise ImproperlyConfigured(f"PORTAL_PASSWORD_LENGTH must be at least {SHORTEST}; see docs/settings.md.")
        self.min_length = min_length

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` with code ``password_too_short``."""
        if len(password) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """What to do."""
        return ngettext(
            "Use at least %(number)d character.", "Use at least %(number)d characters.", self.min_length
        ) % {"number": self.min_length}


class KindsValidator:
    """Capitals, small letters, digits and special characters, each with a message of its own (ND-13.6c)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` with one error for each kind that is missing."""
        missing = [
            ValidationError(message, code=code)
            for code, (is_of_kind, message) in KINDS.items()
            if not any(map(is_of_kind, password))
        ]
        if missing:
            raise ValidationError(missing)

    def get_help_text(self) -> str:
        """What to do."""
        return _("Use capital and small letters, digits and special characters.")


class NotTheNameValidator:
    """Neither the user name nor the person's name, with or without marks, blanks and punctuation."""

    #: Shorter names stand in many words by chance.
    SHORTEST_NAME = 4

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` with code ``password_has_name``."""
        if user is None:
            return
        names = {user.username, user.get_full_name(), user.email.partition("@")[0]}
        bare = {fold(name).replace(" ", "") for name in names}
        held = fold(password).replace(" ", "")
        if any(len(name) >= self.SHORTEST_NAME and name in held for name in bare):
            raise ValidationError(self.get_help_text(), code="password_has_name")

    def get_help_text(self) -> str:
        """What to do."""
        return _("Leave your name and your user name out of the password.")


class NotHadBeforeValidator:
    """Not one of the last ``number`` passwords, and the place where a new one is taken down (ND-13.6b)."""

    def __init__(self, number: int = 5) -> None:
        self.number = number

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` with code ``password_had_before``; one slow hash for each password remembered."""
        if user is None or user.pk is None:
            return
        had = [user.password, *passwords.had_by(user, self.number)]
        if any(check_password(password, encoded) for encoded in dict.fromkeys(had)):
            raise ValidationError(self.get_help_text(), code="password_had_before")

    def password_changed(self, password: str, user: User | None = None) -> None:
        """Django's call after any new password has been saved."""
        if user is not None:
            passwords.changed(user, keep=self.number)

    def get_help_text(self) -> str:
        """What to do."""
        return ngettext(
            "Choose one that is not your last password.",
            "Choose one that is none of your last %(number)d passwords.",
            self.number,
        ) % {"number": self.number}
