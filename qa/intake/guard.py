"""The guard of a public form: it slows down, says so, and loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.models.forms import PublicForm
from units.visitors import limits
from units.visitors.addresses import address_key

#: Whoever cannot prove work reads the confirming page at least so long.
SECONDS_TO_READ = 4
CONFIRM_WITHIN = timedelta(hours=3)

_signer = signing.TimestampSigner(salt="qa.intake.confirm")


@dataclass(frozen=True)
class Refusal:
    """Why a form was not taken now, as a sentence, and when it will be."""

    sentence: str
    again_at: datetime

    @property
    def seconds(self) -> int:
        """For the header ``Retry-After``."""
        return max(1, int((self.again_at - timezone.now()).total_seconds()))


class Guard:
    """The limits of one form for the sender of one request."""

    def __init__(self, terms: PublicForm, request: HttpRequest) -> None:
        self.terms = terms
        self.sender = address_key(request)
        self.window = timedelta(minutes=terms.window_minutes)

    def knock(self) -> Refusal | None:
        """Count a post, whatever comes of it; beyond the limit nothing more is done with it."""
        again = limits.take(f"{self.terms.code}:posts", self.sender, self.terms.posts_per_address, self.window)
        return None if again is None else self._from_here(again)

    def enter(self, proved: bool) -> Refusal | None:
        """Count what is about to be stored: for the address, half as much without proof of work, and for the form."""
        most = self.terms.stored_per_address if proved else max(1, self.terms.stored_per_address // 2)
        scope = "stored" if proved else "unproved"
        again = limits.take(f"{self.terms.code}:{scope}", self.sender, most, self.window)
        if again is not None:
            return self._from_here(again)
        again = limits.take(f"{self.terms.code}:form", "", self.terms.stored_per_form, self.window)
        if again is None:
            return None
        sentence = _(
            "Very many people are writing at this moment, so this form takes no more until %(time)s. What you typed "
            "is kept on this page; press the button again then."
        )
        return Refusal(sentence % {"time": _clock(again)}, again)

    def _from_here(self, again: datetime) -> Refusal:
        sentence = _(
            "Several forms have come from your address in a short time; others may share it with you. This form takes "
            "the next one at %(time)s. What you typed is kept on this page; press the button again then."
        )
        return Refusal(sentence % {"time": _clock(again)}, again)


def confirmation(key: str) -> str:
    """What the confirming page holds: for which form it was shown, and since when."""
    return _signer.sign(key)


def is_confirmed(given: str, key: str) -> bool | None:
    """Whether the confirming page of ``key`` was read; None where it was sent on faster than anybody reads."""
    try:
        if _signer.unsign(given, max_age=CONFIRM_WITHIN) != key:
            return False
    except BadSignature:
        return False
    try:
        _signer.unsign(given, max_age=SECONDS_TO_READ)
    except signing.SignatureExpired:
        return True
    return None


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%H:%M}"
